/** KeyPackages by ts-mls. */
export { type KeptKeyPackage, mlsKeyPackages } from './key-packages.js';
