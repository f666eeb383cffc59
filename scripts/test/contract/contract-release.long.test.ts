import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract, Operation } from '../../src/codegen/contract.js';
import { changelogEntry, withDate, withEntry } from '../../src/release/changelog.js';
import { checkVersion } from '../../src/release/check-version.js';
import {
  contractChanges,
  currentContract,
  requiredVersion,
} from '../../src/release/contract-changes.js';
import { extensionChanges } from '../../src/release/extension-changes.js';
import type { ContractChange } from '../../src/release/impact.js';
import { root } from '../../src/workspace.js';

let folder: string;
let base: string;
let contract: Contract;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p2core-release-'));
  base = join(folder, 'base.json');
  contract = JSON.parse(await readFile(join(root, currentContract), 'utf8')) as Contract;
  contract.info.version = '0.4.2';
  await writeFile(base, JSON.stringify(contract));
});

afterAll(() => rm(folder, { recursive: true }));

type Change = (contract: Contract) => void;

const challenge = (of: Contract): Operation => {
  const operation = of.paths['/.p2/core/v1/challenge']?.get;
  if (operation === undefined) throw new Error('the contract has no challenge');
  return operation;
};

/** A change, and the lowest version that it needs after 0.4.2 and after 1.4.2. */
type ChangeRow = [name: string, change: Change, unstable: string, stable: string];

/** Changes that every tool for OpenAPI sees. */
const ofOpenApi: ChangeRow[] = [
  ['nothing', () => {}, '0.4.2', '1.4.2'],
  [
    'a description',
    (of) => {
      challenge(of).description = 'Other words.';
    },
    '0.4.3',
    '1.4.3',
  ],
  [
    'an added path',
    (of) => {
      of.paths['/.p2/core/v1/tenth'] = {
        get: { ...structuredClone(challenge(of)), operationId: 'getTenth' },
      };
    },
    '0.5.0',
    '1.5.0',
  ],
  [
    'a removed path',
    (of) => {
      delete of.paths['/.p2/core/v1/challenge'];
    },
    '0.5.0',
    '2.0.0',
  ],
  [
    'a removed status',
    (of) => {
      delete challenge(of).responses['200'];
    },
    '0.5.0',
    '2.0.0',
  ],
];

/** Changes of the contract's own extensions. */
const ofExtensions: ChangeRow[] = [
  [
    'an added error code',
    (of) => {
      const [entry] = of['x-p2-error-codes'];
      if (entry) of['x-p2-error-codes'].push({ ...entry, code: 'P2CORE_TEST' });
    },
    '0.5.0',
    '1.5.0',
  ],
  ['a removed error code', (of) => of['x-p2-error-codes'].pop(), '0.5.0', '2.0.0'],
  [
    'another status of an error code',
    (of) => {
      const [entry] = of['x-p2-error-codes'];
      if (entry) entry.status = 499;
    },
    '0.5.0',
    '2.0.0',
  ],
  [
    'a reworded error code',
    (of) => {
      const [entry] = of['x-p2-error-codes'];
      if (entry) entry.remedy = 'Other words.';
    },
    '0.4.3',
    '1.4.3',
  ],
  [
    'an added error code of an operation',
    (of) => challenge(of)['x-p2-errors'].push('P2CORE_NOT_FEDERATED'),
    '0.5.0',
    '1.5.0',
  ],
  [
    'a removed error code of an operation',
    (of) => challenge(of)['x-p2-errors'].pop(),
    '0.5.0',
    '2.0.0',
  ],
  [
    'a route that becomes optional',
    (of) => {
      challenge(of)['x-p2-optional'] = true;
    },
    '0.5.0',
    '2.0.0',
  ],
  [
    'an added ruling of an operation',
    (of) => challenge(of)['x-p2-rulings'].push('R2'),
    '0.4.3',
    '1.4.3',
  ],
];

async function save(name: string, content: Contract): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

function changedBy(...rows: ChangeRow[]): Contract {
  const after = structuredClone(contract);
  for (const [, change] of rows) change(after);
  return after;
}

const found = async (after: Contract) => contractChanges(base, await save('after.json', after));

function expectVersions([, , unstable, stable]: ChangeRow, changes: ContractChange[]): void {
  expect(requiredVersion('0.4.2', changes)).toBe(unstable);
  expect(requiredVersion('1.4.2', changes)).toBe(stable);
}

test.each(ofOpenApi)('%s needs its version', async (...row) => {
  expectVersions(row, await found(changedBy(row)));
});

test.each(ofExtensions)('%s needs its version', (...row) => {
  expectVersions(row, extensionChanges(contract, changedBy(row)));
});

test.each([/added|another status|optional/, /removed|reworded/])(
  'changes of extensions need the version that they say, and no tool demands a higher one: %s',
  async (names) => {
    const after = changedBy(...ofExtensions.filter(([name]) => names.test(name)));
    const changes = await found(after);
    const ofOurs = extensionChanges(contract, after);
    expect(ofOurs.length).toBeGreaterThanOrEqual(2);
    expect(changes).toEqual(expect.arrayContaining(ofOurs));
    const others = changes.filter(({ text }) => !ofOurs.some((ours) => ours.text === text));
    expect(others.filter(({ impact }) => impact !== 'patch')).toEqual([]);
  },
);

test('a changed contract is refused until its version is high enough', async () => {
  const after = structuredClone(contract);
  after['x-p2-error-codes'].pop();
  await expect(checkVersion(base, await save('after.json', after))).rejects.toThrow(
    /0\.4\.2, but .* ask for 0\.5\.0:\n {2}major {2}#\/x-p2-error-codes/,
  );
  after.info.version = '0.5.0';
  await expect(checkVersion(base, await save('after.json', after))).resolves.toContain('0.5.0');
});

const mixed = ['a removed path', 'an added error code'];

test('an entry of the changelog has every change once, the gravest first, and keeps the older entries', async () => {
  const after = changedBy(
    ...[...ofOpenApi, ...ofExtensions].filter(([name]) => mixed.includes(name)),
  );
  const changes = await found(after);
  const entry = changelogEntry('0.5.0', changes);
  for (const { text } of changes) expect(entry.split(text)).toHaveLength(2);
  expect(entry.indexOf('### Breaks')).toBeLessThan(entry.indexOf('### Adds'));

  const older = '# Changelog\n\nOf the contract.\n\n## 0.4.2\n\n- Older.\n';
  const whole = withEntry(older, '0.5.0', entry);
  expect(whole).toBe(`# Changelog\n\nOf the contract.\n\n${entry}\n\n## 0.4.2\n\n- Older.\n`);
  expect(() => withEntry(whole, '0.5.0', entry)).toThrow('has an entry of 0.5.0 already');

  const dated = withDate(whole, '0.5.0', new Date('2026-11-26T10:00:00Z'));
  expect(dated).toBe(whole.replace('## 0.5.0\n', '## 0.5.0\n\n*2026-11-26*\n'));
  expect(withDate(dated, '0.5.0', new Date())).toBe(dated);
});
