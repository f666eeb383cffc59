import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
/** The kit judges by the contract alone, so it must not import code of servers. */
const judged =
  /@p2core\/(?:server|client|reference-server)\b|\/(?:server|client|reference-server)\/(?:src|dist)\//;

test('the kit imports no server and no client', () => {
  const files = readdirSync(new URL('src/', root), { recursive: true }).map(String);
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(100);
  const imports = (file: string) =>
    readFileSync(new URL(`src/${file}`, root), 'utf8').match(/(?:from|import\()\s*['"][^'"]+/g) ??
    [];
  expect(sources.filter((file) => imports(file).some((one) => judged.test(one)))).toEqual([]);
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  expect(Object.keys(dependencies).filter((name) => judged.test(name))).toEqual([]);
});
