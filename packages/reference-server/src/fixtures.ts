/** Functions that fill a reference server for tests of clients and servers. */
export { makeConformanceFixture, newRegistration } from './operator/conformance-fixture.js';
export { makeKeyPackages } from './operator/mls-key-package.js';
export { BackupWriter } from './store/backup/format.js';
