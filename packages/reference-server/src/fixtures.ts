/** What tests of clients and servers fill a reference server with. */
export { makeConformanceFixture, newRegistration } from './operator/conformance-fixture.js';
export { makeKeyPackages } from './operator/mls-key-package.js';
export { BackupWriter } from './store/backup/format.js';
