/** Starts the registry that all tests of the long tier share, so that packages are packed once and loaded once. */
import type { TestProject } from 'vitest/node';
import { startRegistry } from './registry.js';

declare module 'vitest' {
  interface ProvidedContext {
    registry: { folder: string; url: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, url, close } = await startRegistry(project.config.env.TMPDIR);
  project.provide('registry', { folder, url });
  return close;
}
