/**
 * Bundles the command `p2core-server` into `bin/`, with the many files of Kysely and of ts-mls, and the contract as the
 * server gives it out: `servers` is the server itself, so that Swagger UI asks it. What loads ts-mls's implementations of
 * ciphers stays outside, for they are libraries of others.
 */
import { readFileSync } from 'node:fs';
import { bundleCommand } from '../../scripts/bundle-command.mjs';

const here = { url: '/', description: 'The server that gives out this document.' };
/** `servers` in the contract's files, each as `pnpm generate` writes it, and what stands in its place here. */
const servers = {
  json: [/^ {2}"servers": \[\n(?: {4}.*\n)+ {2}\]/m, `  "servers": ${JSON.stringify([here])}`],
  yaml: [/^servers:\n(?: .*\n|\n(?= ))+/m, `servers: ${JSON.stringify([here])}\n`],
};

/** A file of the contract with the server itself as `servers`. */
function servedContract(name) {
  const text = readFileSync(new URL(import.meta.resolve(`@p2core/contract/${name}`)), 'utf8');
  const [others, own] = servers[name.split('.').at(-1)];
  if (!others.test(text)) throw new Error(`${name} has no servers where they are looked for`);
  return Buffer.from(text.replace(others, own));
}

const contract = ['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml'];
const licenses = {
  'KYSELY-LICENSE': new URL('../../LICENSE', import.meta.resolve('kysely')),
  'TS-MLS-LICENSE': new URL('../../LICENSE', import.meta.resolve('ts-mls')),
};

/** The modules that the bundle was made of: a test reads which libraries they are of. */
export const modules = await bundleCommand({
  packageFolder: new URL('./', import.meta.url),
  command: 'p2core-server',
  alsoBundled: /^(?:kysely$|ts-mls\/(?!crypto\/getCiphersuiteImpl))/,
  otherFiles: new Map([
    ...Object.entries(licenses).map(([name, file]) => [name, readFileSync(file)]),
    ...contract.map((name) => [name, servedContract(name)]),
  ]),
});
