/** The reference server as a library: start one, or take its parts. */
export { type Config, ConfigError, readConfig } from './config.js';
export { addActor } from './operator/actors.js';
export { addEvent } from './operator/events.js';
export { addKeyPackages } from './operator/key-packages.js';
export { OperatorError } from './operator/operator-error.js';
export { type AddedSession, addSession } from './operator/sessions.js';
export { openReferenceServer, type ReferenceServer } from './reference-server.js';
export { type RunningServer, serve } from './serve.js';
