/** Servers pass that use other forms of HTTP connections and messages. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../cli/program.js';
import { type HealthyServer, startHealthyServer } from '../support/healthy-server.js';
import { cases, runKit } from '../support/kit.js';
import { startRawServer, type Writer } from '../support/raw-server.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-wire-'));
let server: HealthyServer;
beforeAll(async () => {
  server = await startHealthyServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const patience = { timeout: 300_000 };
const only =
  'any/*,getChallenge/*,getServerIdCert/*,getActorIdCerts/h*,getEvents/*,getKeyMaterialLimit/*';

const hasContent = (method: string, status: number) =>
  method !== 'HEAD' && status !== 204 && status !== 304;

/** HTTP/1.0, without a length: the end of the connection ends the content. */
const inHttp10: Writer = ({ status, headers, content }, method) => {
  const fields = [...headers].filter(([name]) => name !== 'content-length' || method === 'HEAD');
  const head = [`HTTP/1.0 ${status} Whatever`, ...fields.map((field) => field.join(': ')), '', ''];
  return Buffer.concat([
    Buffer.from(head.join('\r\n'), 'latin1'),
    ...(hasContent(method, status) ? [content] : []),
  ]);
};

/** HTTP/1.1 in small chunks, with 103 before, unusual spelling of fields, no reason phrase, and additional fields. */
const inChunks: Writer = ({ status, headers, content }, method) => {
  const isChunked = hasContent(method, status);
  const fields = [...headers].filter(([name]) => name !== 'content-length');
  const head = [
    'HTTP/1.1 103 Early Hints',
    'Link: </style.css>; rel=preload; as=style',
    '',
    `HTTP/1.1 ${status} `,
    ...fields.map(([name, value]) => `${odd(name)}:${value}\t `),
    ...['SERVER: other/1.0 (unix)', 'viA: 1.0 fred, 1.1 p.example', 'Link: </docs>; rel=help'],
    ...(isChunked ? ['tRANSFER-eNCODING: Chunked', 'Trailer: X-Took'] : []),
    ...['CONNECTION: Close', '', ''],
  ];
  const chunks: Buffer[] = [];
  for (let at = 0; isChunked && at < content.length; at += 100) {
    const chunk = content.subarray(at, at + 100);
    const size = `${chunk.length.toString(16).toUpperCase()};a=b\r\n`;
    chunks.push(Buffer.from(size), chunk, Buffer.from('\r\n'));
  }
  if (isChunked) chunks.push(Buffer.from('0\r\nX-Took: 1\r\n\r\n'));
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), ...chunks]);
};

function odd(name: string): string {
  return [...name].map((one, at) => (at % 2 === 0 ? one : one.toUpperCase())).join('');
}

const loopback = Object.values(networkInterfaces()).flat();
const hasIpv6 = loopback.some((one) => one?.address === '::1');

test('a server passes that speaks HTTP/1.0 (at ::1 where there is IPv6)', patience, async () => {
  const host = hasIpv6 ? '::1' : '127.0.0.1';
  const raw = await startRawServer(await server.fixture(), inHttp10, { host });
  onTestFinished(() => raw.close());
  const ids = only.split(',').map((pattern) => new RegExp(`^${pattern.replace('*', '.*')}$`));
  const some = cases.filter(({ id }) => ids.some((pattern) => pattern.test(id)));
  const { results } = await runKit({ fixture: raw.fixture, cases: some });
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(250);
});

test(
  'a server passes that has TLS, a path of its own, and answers in chunks',
  patience,
  async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['-nodes', '-keyout', key, '-out', certificate, '-days', '1', ...names];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    execFileSync('openssl', ['req', '-x509', ...curve, ...made], { stdio: 'pipe' });
    const tls = { key: readFileSync(key), cert: readFileSync(certificate) };
    const options = { host: 'localhost', tls, basePath: '/poly/proto' };
    const raw = await startRawServer(await server.newFixture(), inChunks, options);
    onTestFinished(() => raw.close());
    const { homeServer: _, ...fixture } = raw.fixture;
    const { status, stdout, stderr } = await runProgram(
      ['--fixture', '-', '--only', only, '--timeout', '20000'],
      JSON.stringify({ ...fixture, domain: 'home.example.com' }),
      { NODE_EXTRA_CA_CERTS: certificate },
    );
    expect(stderr).toBe('');
    expect(stdout).not.toContain('✗');
    expect(stdout).toContain(`${raw.fixture.url} passes`);
    expect(status).toBe(0);
  },
);
