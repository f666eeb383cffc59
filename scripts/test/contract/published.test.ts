import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from '../../src/codegen/bundle.js';
import {
  type Contract,
  listOperations,
  type Response,
  rolesOf,
} from '../../src/codegen/contract.js';
import { sayOtherMethodsOnce } from '../../src/document/other-methods.js';
import { root } from '../../src/workspace.js';

const read = (path: string) => readFile(join(root, 'openapi', path), 'utf8');
interface ProtocolError {
  properties: { error: { description: string; 'x-extensible-enum': string[] } };
}

const document = JSON.parse(await read('dist/openapi.json')) as Contract;
const operations = listOperations(document).map(({ operation }) => operation);
const registry = document['x-p2-error-codes'];

const added = ['description', 'x-generated', 'x-extensible-enum', 'x-codeSamples'];

function withoutTexts(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member) => (added.includes(key) ? undefined : member)),
  );
}

test('the published document differs from its sources only in texts and in the place of 405', async () => {
  const source = await bundle();
  sayOtherMethodsOnce(source);
  expect(withoutTexts(document)).toEqual(withoutTexts(source));
});

test('405 is in the default answer, not in operations', () => {
  for (const { responses, 'x-p2-errors': codes } of operations) {
    expect(Object.keys(responses)).not.toContain('405');
    expect(codes).not.toContain('P2CORE_METHOD_NOT_ALLOWED');
  }
  const { AnyError, ...others } = document.components.responses as Record<string, Response>;
  expect(AnyError?.headers).toMatchObject({ Allow: { required: false } });
  expect(Object.keys(others)).not.toContain('MethodNotAllowed');
});

test('the error codes are an open enumeration, which the description says too', () => {
  const { error } = (document.components.schemas.ProtocolError as ProtocolError).properties;
  expect(error['x-extensible-enum']).toEqual(registry.map(({ code }) => code));
  for (const { code } of registry) expect(error.description).toContain(`\`${code}\``);
});

test.each(registry.filter(({ scope }) => scope === 'any'))(
  'the default answer says $status $code, with an example',
  ({ code, status }) => {
    const { AnyError } = document.components.responses as { AnyError: { description: string } };
    expect(AnyError.description).toContain(`\`${code}\` (${status})`);
    const examples = Object.values(document.components.examples ?? {}) as { value: object }[];
    expect(examples.map(({ value }) => value)).toContainEqual(
      expect.objectContaining({ errcode: status, error: code }),
    );
  },
);

describe.each(operations)('the descriptions of $operationId say', (operation) => {
  const { description } = operation;

  test('all error codes of its answers and of any request', () => {
    const ofAny = registry.filter(({ scope }) => scope === 'any').map(({ code }) => code);
    for (const code of [...operation['x-p2-errors'], ...ofAny])
      expect(description).toContain(`\`${code}\``);
  });

  test('the token that it needs, and whether a server may leave it out', () => {
    const roles = rolesOf(document, operation);
    const access = roles === null ? 'no token' : ['a token', ...roles].at(-1);
    expect(description).toMatch(new RegExp(`Needs .*${access}\\.`));
    expect(/may leave this route out/.test(description)).toBe(operation['x-p2-optional'] ?? false);
  });
});

test('operations with ID-Certs or ID-CSRs name their profile', () => {
  const named = operations.filter(({ description }) => description.includes('`id-cert.md`'));
  expect(named.map(({ operationId }) => operationId).sort()).toEqual([
    'getActorIdCerts',
    'getServerIdCert',
    'identify',
    'rotateServerIdentityKey',
    'rotateSessionIdCert',
    'trustSession',
    'updateSessionIdCert',
  ]);
});

test.each(operations.filter(({ requestBody }) => requestBody !== undefined))(
  'the description of the content of $operationId says how large it may be, and how it is read without a type',
  ({ requestBody }) => {
    const { description, content, 'x-p2-max-content-length': limit } = requestBody ?? {};
    expect(description).toContain(` ${limit} octets`);
    expect(description).toContain(`\`${Object.keys(content ?? {})[0]}\` (R4)`);
  },
);

describe('the description of the document has', () => {
  test.each(['rulings.md', 'id-cert.md'])('every line of text of %s', async (name) => {
    const words = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ');
    const said = words(document.info.description);
    for (const paragraph of (await read(name)).split('\n\n')) {
      expect(said.includes(words(paragraph)), paragraph).toBe(true);
    }
  });

  test.each(registry)('the meaning and the remedy of $code', ({ code, meaning, remedy }) => {
    const [, section = ''] = document.info.description.split(`## ${code}\n`);
    expect(section.split('\n## ')[0]).toContain(meaning);
    expect(section.split('\n## ')[0]).toContain(remedy);
  });
});
