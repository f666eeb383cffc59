import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A code sample of the contract. */
export interface Sample {
  lang: 'Shell' | 'JavaScript' | 'Python';
  label: string;
  source: string;
}

/** An operation of the bundled document, as far as its samples need it. */
export interface Operation {
  operationId: string;
  'x-p2-page': string;
  'x-codeSamples': Sample[];
}

/** The bundled documents that have samples. */
export const documents = ['openapi.json', 'openapi.query.json'] as const;

/** How each language runs the text of a program. */
const commands: Record<Sample['lang'], [string, ...string[]]> = {
  Shell: ['sh', '-c'],
  JavaScript: [process.execPath, '--input-type=module', '-e'],
  Python: ['python3', '-c'],
};

const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
if (!hasRequests) console.log('Skipped: the samples in Python, which need python3 and requests.');

/** Whether its language is there. */
export function canRun({ lang }: Sample): boolean {
  return lang !== 'Python' || hasRequests;
}

/** The operations of a document. */
export async function readOperations(name: string): Promise<Operation[]> {
  const file = fileURLToPath(import.meta.resolve(`@p2core/contract/${name}`));
  const { paths } = JSON.parse(await readFile(file, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.values(paths).flatMap((item) => Object.values(item));
}

/** The samples of a document that can run here and do not stand, word for word, at the same operation of one before it. */
export async function readSamples(
  name: (typeof documents)[number],
): Promise<(Operation & { sample: Sample })[]> {
  const before = documents.slice(0, documents.indexOf(name));
  const known = new Set((await Promise.all(before.map(samplesOf))).flat().map(keyOf));
  return (await samplesOf(name)).filter((one) => canRun(one.sample) && !known.has(keyOf(one)));
}

async function samplesOf(name: string): Promise<(Operation & { sample: Sample })[]> {
  return (await readOperations(name)).flatMap((operation) =>
    operation['x-codeSamples'].map((sample) => ({ ...operation, sample })),
  );
}

const keyOf = ({ operationId, sample }: Operation & { sample: Sample }) =>
  JSON.stringify([operationId, sample]);

/** Runs a sample, or a changed copy of it, in a folder. The token is in the variable that samples read. */
export function runSample(
  { lang, source }: Pick<Sample, 'lang' | 'source'>,
  { cwd, token }: { cwd: string; token: string },
): Promise<{ stdout: string; stderr: string }> {
  const [command, ...args] = commands[lang];
  const env = { ...process.env, P2CORE_TOKEN: token };
  return new Promise((resolve) => {
    execFile(command, [...args, source], { cwd, env, timeout: 30_000 }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}
