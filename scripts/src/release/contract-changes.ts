import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inc, lt } from 'semver';
import type { Contract } from '../codegen/contract.js';
import { redocly } from '../workspace.js';
import { extensionChanges } from './extension-changes.js';
import type { ContractChange, Impact } from './impact.js';

/** The last released contract, bundled. Only `contract-release.ts freeze` writes it. */
export const releasedContract = 'openapi/released/openapi.json';

/** The current contract, bundled. */
export const currentContract = 'openapi/dist/openapi.json';

const impacts: readonly Impact[] = ['major', 'minor', 'patch'];

/** The changes between two bundled documents, the gravest first. */
export async function contractChanges(base: string, revision: string): Promise<ContractChange[]> {
  const [before, after] = await Promise.all([read(base), read(revision)]);
  const changes = [...(await openApiChanges(base, revision)), ...extensionChanges(before, after)];
  return changes.sort((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact));
}

/**
 * The lowest version that the changes allow. Below 1.0.0 a minor version may break its predecessor (SemVer 4).
 */
export function requiredVersion(released: string, changes: readonly ContractChange[]): string {
  const [heaviest] = changes;
  if (heaviest === undefined) return released;
  const isUnstable = lt(released, '1.0.0');
  const bump = heaviest.impact === 'major' && isUnstable ? 'minor' : heaviest.impact;
  const version = inc(released, bump);
  if (version === null) throw new Error(`${released} is not a version`);
  return version;
}

/** Reads a bundled document. */
export async function read(path: string): Promise<Contract> {
  return JSON.parse(await readFile(path, 'utf8')) as Contract;
}

interface DiffReport {
  changes: {
    path: string;
    typeName: string;
    kind: string;
    property?: string;
    impact: Impact;
    verdicts: { message: string }[];
  }[];
}

async function openApiChanges(base: string, revision: string): Promise<ContractChange[]> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-diff-'));
  const output = join(folder, 'diff.json');
  try {
    await redocly([
      'diff',
      base,
      revision,
      '--fail-on=none',
      '--format=json',
      `--output=${output}`,
    ]);
    const { changes } = JSON.parse(await readFile(output, 'utf8')) as DiffReport;
    const isVersion = ({ path, property }: DiffReport['changes'][number]) =>
      path === '#/info' && property === 'version';
    const described = changes.filter((change) => !isVersion(change));
    return described.map(({ path, typeName, kind, property, impact, verdicts }) => ({
      impact,
      pointer: path,
      text:
        verdicts.map(({ message }) => message).join(' ') ||
        `${property ? `${property} of the ${typeName}` : typeName} was ${kind}`,
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
