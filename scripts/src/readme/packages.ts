import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../workspace.js';

/** A package in the picture. */
export interface PublishedPackage {
  name: string;
  /** A few words of its description. */
  caption: string;
  /** The packages that it depends on directly, without those that another of these depends on. */
  standsOn: string[];
  /** The packages that only its tests use. */
  tests: string[];
  /** Its level in the picture: the length of the longest chain of packages below it. */
  level: number;
}

interface Manifest {
  name: string;
  description: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const contract = 'openapi';

/**
 * The published packages of the workspace and their dependencies: those of package.json, and the contract if a folder
 * of the package is generated from it.
 */
export async function readPackages(
  generatedFolders: readonly string[],
): Promise<PublishedPackage[]> {
  const folders = [
    contract,
    ...(await readdir(join(root, 'packages'))).sort().map((name) => `packages/${name}`),
  ];
  const manifests = new Map<string, Manifest & { folder: string }>();
  for (const folder of folders) {
    const manifest = JSON.parse(
      await readFile(join(root, folder, 'package.json'), 'utf8'),
    ) as Manifest;
    manifests.set(manifest.name, { ...manifest, folder });
  }
  const contractName =
    [...manifests.values()].find(({ folder }) => folder === contract)?.name ?? '';
  const standsOn = new Map<string, string[]>();
  for (const { name, folder, dependencies = {} } of manifests.values()) {
    const own = Object.keys(dependencies).filter((other) => manifests.has(other));
    const isGenerated = generatedFolders.some((path) => path.startsWith(`${folder}/src/`));
    standsOn.set(name, isGenerated ? [...own, contractName] : own);
  }
  const below = (name: string): Set<string> =>
    new Set((standsOn.get(name) ?? []).flatMap((other) => [other, ...below(other)]));
  const level = (name: string): number =>
    Math.max(0, ...(standsOn.get(name) ?? []).map((other) => level(other) + 1));

  return [...manifests.values()].map(({ name, description, devDependencies = {} }) => {
    const direct = standsOn.get(name) ?? [];
    return {
      name,
      caption: caption(description),
      standsOn: direct.filter(
        (other) => !direct.some((third) => third !== other && below(third).has(other)),
      ),
      tests: Object.keys(devDependencies).filter((other) => manifests.has(other)),
      level: level(name),
    };
  });
}

/** The part of a description after its colon, or else its beginning. */
function caption(description: string): string {
  const [start = '', rest] = description.split(': ');
  const text = rest ?? start.replace(/,? (of|for|against) .*$/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
