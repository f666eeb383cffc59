/** The reference server as a library: start one, or take its parts. */
export { type Config, ConfigError, readConfig } from './config.js';
export { hourlyBudgets, queueLimits } from './federation/limits.js';
export { describeMetrics } from './metrics/describe-metrics.js';
export type { MetricDescription } from './metrics/metrics.js';
export { addActor } from './operator/actors.js';
export { addEvent } from './operator/add-event.js';
export { OperatorError } from './operator/errors.js';
export { addKeyPackages } from './operator/key-packages.js';
export { type AddedSession, addSession } from './operator/sessions.js';
export { openReferenceServer, type ReferenceServer } from './reference-server.js';
export { type RunningServer, serve } from './serve.js';
export { openStore, type Store } from './store/store.js';
