import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { bundle } from '../../src/codegen/bundle.js';
import { redocly, root } from '../../src/workspace.js';

/** The parts of the bundled contract that the rows below break. A row may write any value anywhere. */
type Document = ReturnType<typeof JSON.parse>;
type Problem = { rule: string; message: string };

const contract: Document = await bundle();

const getActorIdCerts = (document: Document) =>
  document.paths['/.p2/core/v1/idcert/actor/{fid}'].get;
const updateSessionIdCert = (document: Document) =>
  document.paths['/.p2/core/v1/session/idcert/extern'].put;
const deleteSession = (document: Document) => document.paths['/.p2/core/v1/session'].delete;
const addKeyPackages = (document: Document) => document.paths['/.p2/core/v1/keypackage/@me'].post;
const uploadKeyMaterial = (document: Document) =>
  document.paths['/.p2/core/v1/session/keymaterial'].post;
const createIdentity = (document: Document) => document.paths['/.p2/core/v1/register'].post;
const getEvents = (document: Document) => document.paths['/.p2/core/v1/events'].get;

const errorContent = (document: Document) => getActorIdCerts(document).responses['404'];
const withoutParameter = (document: Document, name: string) =>
  getActorIdCerts(document).parameters.filter(({ $ref }: Document) => !$ref.endsWith(`/${name}`));
const rename = (object: Document, name: string, newName: string) => {
  object[newName] = object[name];
  delete object[name];
};

/** Each row breaks the contract once: the rule, a name, the change, and the message of the rule. */
const rows: Array<[string, string, (document: Document) => void, string]> = [
  [
    'content-length-is-bounded',
    'a request body without a limit',
    (document) => delete deleteSession(document).requestBody['x-p2-max-content-length'],
    'A request body gives its `x-p2-max-content-length` in octets.',
  ],
  [
    'content-length-is-bounded',
    'a limit that is not a whole number',
    (document) => {
      deleteSession(document).requestBody['x-p2-max-content-length'] = '4 KiB';
    },
    'A request body gives its `x-p2-max-content-length` in octets.',
  ],
  [
    'content-length-is-bounded',
    'a limit that a legal value can exceed',
    (document) => {
      updateSessionIdCert(document).requestBody['x-p2-max-content-length'] = 65_536;
    },
    'A legal value can have 196610 octets, more than `x-p2-max-content-length`.',
  ],
  [
    'content-length-is-bounded',
    'a limit that a legal list in Base64 can exceed',
    (document) => {
      addKeyPackages(document).requestBody['x-p2-max-content-length'] = 2_000_000;
    },
    'A legal value can have 3277102 octets, more than `x-p2-max-content-length`.',
  ],
  [
    'content-length-is-bounded',
    'a limit that a text measured in octets can exceed',
    (document) => {
      uploadKeyMaterial(document).requestBody['x-p2-max-content-length'] = 10_240;
    },
    'A legal value can have 62051 octets, more than `x-p2-max-content-length`.',
  ],
  [
    'content-length-is-bounded',
    'a limit that an object measured in octets can exceed',
    (document) => {
      createIdentity(document).requestBody['x-p2-max-content-length'] = 4096;
    },
    'A legal value can have 25378 octets, more than `x-p2-max-content-length`.',
  ],
  [
    'default-content-type-is-first',
    'a default that is not the first media type',
    (document) => {
      updateSessionIdCert(document)['x-p2-default-content-type'] = 'application/json';
    },
    '`x-p2-default-content-type` is application/json; the first media type of the request body is application/x-pem-file (R4).',
  ],
  [
    'default-content-type-is-first',
    'a request body without a default',
    (document) => delete deleteSession(document)['x-p2-default-content-type'],
    '`x-p2-default-content-type` is undefined; the first media type of the request body is application/json (R4).',
  ],
  [
    'default-content-type-is-first',
    'a default without a request body',
    (document) => {
      getEvents(document)['x-p2-default-content-type'] = 'application/json';
    },
    '`x-p2-default-content-type` is application/json; the first media type of the request body is undefined (R4).',
  ],
  [
    'errors-are-registered',
    'a code that is not registered',
    (document) => getEvents(document)['x-p2-errors'].push('P2CORE_NO_SUCH_CODE'),
    'P2CORE_NO_SUCH_CODE is not registered with scope `operation`.',
  ],
  [
    'errors-are-registered',
    'a code of another scope',
    (document) => getEvents(document)['x-p2-errors'].push('P2CORE_REQUEST_TIMEOUT'),
    'P2CORE_REQUEST_TIMEOUT is not registered with scope `operation`.',
  ],
  [
    'errors-are-registered',
    'a code whose status is not declared',
    (document) => getEvents(document)['x-p2-errors'].push('P2CORE_HOME_SERVER_UNREACHABLE'),
    'P2CORE_HOME_SERVER_UNREACHABLE is 502, which is not declared.',
  ],
  [
    'errors-are-registered',
    'a status without a code',
    (document) => {
      getEvents(document).responses['502'] = errorContent(document);
    },
    'No code of `x-p2-errors` has the status 502.',
  ],
  [
    'errors-are-registered',
    'a range of statuses',
    (document) => {
      getEvents(document).responses['5XX'] = errorContent(document);
    },
    'No code of `x-p2-errors` has the status 5XX.',
  ],
  [
    'errors-are-registered',
    'no default response',
    (document) => delete getEvents(document).responses.default,
    'An operation has a `default` answer, for codes of scope `any`.',
  ],
  [
    'errors-are-registered',
    'a code that no operation uses',
    (document) =>
      document['x-p2-error-codes'].push({ code: 'P2CORE_X', status: 400, scope: 'operation' }),
    'No operation answers with P2CORE_X.',
  ],
  [
    'body-has-query-twins',
    'a member of a GET body without a query parameter',
    (document) => {
      getActorIdCerts(document).parameters = withoutParameter(document, 'session_id');
      delete document.components.parameters.session_id;
    },
    "The body's member `session_id` needs a query parameter of the same name (R3).",
  ],
  [
    'body-has-query-twins',
    'a list as the body of a DELETE without a query parameter',
    (document) => {
      const { delete: remove } = document.paths['/.p2/core/v1/session'];
      const [mediaType] = Object.values(remove.requestBody.content) as Document[];
      delete remove.parameters;
      delete document.components.parameters.session_id_to_end;
      delete document.components.schemas.SessionSelector;
      const items = { $ref: '#/components/schemas/SessionId' };
      mediaType.schema = { type: 'array', maxItems: 3, items };
      mediaType.examples = { some: { summary: 'Some', value: ['a'] } };
    },
    'A body that is a list needs one query parameter (R3).',
  ],
  [
    'body-has-query-twins',
    'a twin that is a header',
    (document) => {
      document.components.parameters.session_id.in = 'header';
      delete document.components.parameters.session_id.allowReserved;
    },
    "The body's member `session_id` needs a query parameter of the same name (R3).",
  ],
  [
    'body-has-query-twins',
    'a member from `allOf`',
    (document) => {
      getActorIdCerts(document).parameters = withoutParameter(document, 'session_id');
      delete document.components.parameters.session_id;
      const { schemas } = document.components;
      schemas.Members = { ...schemas.ActorIdCertFilter };
      delete schemas.ActorIdCertFilter.properties;
      schemas.ActorIdCertFilter.allOf = [{ $ref: '#/components/schemas/Members' }];
    },
    "The body's member `session_id` needs a query parameter of the same name (R3).",
  ],
  [
    'integers-are-bounded',
    'an integer without a minimum',
    (document) => delete document.components.schemas.Challenge.properties.expires.minimum,
    'An integer has a `minimum`.',
  ],
  [
    'integers-are-bounded',
    'an integer among several types without a maximum',
    (document) => delete document.components.schemas.TimestampOrNumber.anyOf[1].maximum,
    'An integer has a `maximum`.',
  ],
  [
    'media-type-has-named-example',
    'a media type without examples',
    (document) => delete updateSessionIdCert(document).requestBody.content['text/plain'].examples,
    'A media type has at least one named example, under `examples`.',
  ],
  [
    'media-type-has-named-example',
    'an example without a name',
    (document) => {
      const mediaType = updateSessionIdCert(document).requestBody.content['text/plain'];
      const [{ $ref }]: Document = Object.values(mediaType.examples);
      mediaType.example = document.components.examples[basename($ref)].value;
      delete mediaType.examples;
    },
    'A media type has at least one named example, under `examples`.',
  ],
  [
    'no-type-arrays',
    'a schema of two types',
    (document) => {
      document.components.schemas.GatewayEvent.properties.more = {
        type: ['string', 'boolean'],
        examples: [true],
      };
    },
    'A schema has one type besides null; use `anyOf` for several.',
  ],
  [
    'no-one-of-in-query',
    'a query parameter that is one of two schemas',
    (document) => {
      const { session_id: parameter } = document.components.parameters;
      parameter.schema = { oneOf: [parameter.schema, { type: 'boolean' }] };
    },
    'A query parameter uses `anyOf` where it would use `oneOf`.',
  ],
  [
    'no-one-of-in-query',
    'a query parameter with such a schema further inside',
    (document) => {
      document.components.parameters.session_id.schema = {
        type: 'array',
        items: {
          oneOf: [
            { $ref: '#/components/schemas/SessionId' },
            { $ref: '#/components/schemas/Timestamp' },
          ],
        },
      };
      document.components.parameters.session_id.example = ['593b30d80c9843939331988281b46782'];
    },
    'A query parameter uses `anyOf` where it would use `oneOf`.',
  ],
  [
    'no-request-body-ref-siblings',
    'a keyword beside the $ref',
    (document) => {
      deleteSession(document).requestBody.content['application/json'].schema.maxProperties = 9;
    },
    "Nothing stands beside a `$ref` at the root of a request body's schema.",
  ],
  [
    'no-request-body-ref-siblings',
    'a keyword beside the $ref, in a body that is a component',
    (document) => {
      const { requestBody } = deleteSession(document);
      requestBody.content['application/json'].schema.description = 'A session.';
      document.components.requestBodies = { Session: requestBody };
      deleteSession(document).requestBody = { $ref: '#/components/requestBodies/Session' };
    },
    "Nothing stands beside a `$ref` at the root of a request body's schema.",
  ],
  [
    'no-wildcard-media-type',
    'any media type',
    (document) => rename(getEvents(document).responses['200'].content, 'application/json', '*/*'),
    '`*/*` is a range; name the media types.',
  ],
  [
    'no-wildcard-media-type',
    'a range of media types',
    (document) => rename(updateSessionIdCert(document).requestBody.content, 'text/plain', 'text/*'),
    '`text/*` is a range; name the media types.',
  ],
  [
    'query-parameter-uses-schema',
    'a query parameter with content',
    (document) => {
      const parameter = document.components.parameters.session_id;
      const examples = { session: { value: parameter.example } };
      parameter.content = { 'application/json': { schema: parameter.schema, examples } };
      for (const name of ['schema', 'example', 'allowReserved']) delete parameter[name];
    },
    'A query parameter has a `schema` and no `content`.',
  ],
  [
    'query-is-percent-encoded',
    'a query parameter that allows reserved characters',
    (document) => {
      document.components.parameters.session_id.allowReserved = true;
    },
    'A query parameter is percent-encoded: no `allowReserved`.',
  ],
  [
    'request-body-states-required',
    'a request body without `required`',
    (document) => delete getActorIdCerts(document).requestBody.required,
    'A request body says `required: true` or `required: false`.',
  ],
  [
    'rulings-exist',
    'a ruling that does not exist',
    (document) => getEvents(document)['x-p2-rulings'].push('R999'),
    'There is no ruling R999.',
  ],
  [
    'rulings-exist',
    'a ruling that the description cites and the operation does not list',
    (document) => {
      getEvents(document).description += 'So says R1.';
    },
    'The description cites R1; `x-p2-rulings` does not.',
  ],
  [
    'rulings-exist',
    'a ruling that does not exist, in another description',
    (document) => {
      document.components.schemas.Challenge.description += ' So says R998.';
    },
    'There is no ruling R998.',
  ],
  [
    'tuples-are-bounded',
    'a tuple without minItems',
    (document) => {
      document.components.schemas.KeyPackages.prefixItems = [
        document.components.schemas.KeyPackages.items,
      ];
      document.components.schemas.KeyPackages.maxItems = 9;
      delete document.components.schemas.KeyPackages.minItems;
    },
    '`prefixItems` needs `minItems`.',
  ],
];

/**
 * The number of documents that share all the breaks, because each lint takes long. The breaks of one document must not
 * affect each other. If a new row does, change the number.
 */
const documents = 17;
const rowsOf = (index: number) => rows.filter((_, row) => row % documents === index);

const folder = mkdtempSync(join(tmpdir(), 'p2core-plugin-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs Redocly's lint with the repository's configuration over the documents, and returns the problems of each. */
async function lint(...documents: string[]): Promise<Problem[][]> {
  const config = join(folder, 'redocly.yaml');
  await writeFile(config, stringify({ extends: [join(root, 'redocly.yaml')], telemetry: 'off' }));
  const output = await redocly(['lint', ...documents, '--config', config, '--format=json']).catch(
    (error: Error & { cause: { stdout: string } }) => error.cause.stdout,
  );
  const reports = output.split(/(?<=^\})(?=\{)/m).map((report) => JSON.parse(report));
  expect(reports).toHaveLength(documents.length);
  return reports.map(({ problems }) =>
    problems.map(({ ruleId, message }: { ruleId: string; message: string }) => ({
      rule: ruleId,
      message,
    })),
  );
}

async function writeDocument(name: string, change: (document: Document) => void): Promise<string> {
  const document = structuredClone(contract);
  change(document);
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify(document));
  return file;
}

describe('the rules', () => {
  let problems: Problem[][];
  beforeAll(async () => {
    const broken = Array.from({ length: documents }, (_, index) =>
      writeDocument(String(index), (document) => {
        for (const [, , change] of rowsOf(index)) change(document);
      }),
    );
    problems = await lint(...(await Promise.all(broken)));
  });

  const cases = rows.map(
    ([rule, how, , message], row) => [rule, how, message, row % documents] as const,
  );
  test.each(cases)('%s reports %s', (rule, _how, message, index) => {
    expect(problems[index]).toContainEqual({ rule: `p2/${rule}`, message });
  });

  test('report nothing else', () => {
    const asText = (some: Problem[] = []) =>
      some.map((one) => `${one.rule}: ${one.message}`).sort();
    for (const [index, found] of problems.entries()) {
      const expected = rowsOf(index).map(([rule, , , message]) => ({
        rule: `p2/${rule}`,
        message,
      }));
      expect(asText(found)).toEqual(asText(expected));
    }
  });

  test('have at least one row each', () => {
    const files = readdirSync(join(root, 'scripts/redocly-plugin/rules'));
    const rules = [...new Set(rows.map(([rule]) => `${rule}.js`))];
    expect(rules.sort()).toEqual(files.sort());
  });
});

test('the contract has no problems, as sources and as bundle', async () => {
  const bundled = await writeDocument('whole', () => {});
  expect(await lint(bundled, join(root, 'openapi/openapi.yaml'))).toEqual([[], []]);
});

test('body-has-query-twins reads a request body in another file, and parameters of the path', async () => {
  const copy = join(folder, 'openapi');
  await cp(join(root, 'openapi'), copy, { recursive: true });
  const path = join(copy, 'paths/idcert_actor_{fid}.yaml');
  const item: Document = parse(await readFile(path, 'utf8'));
  const body = stringify(item.get.requestBody).replaceAll('../components/', '');
  await writeFile(join(copy, 'components/filter.yaml'), body);
  item.get.requestBody = { $ref: '../components/filter.yaml' };
  const isSessionId = ({ $ref }: Document) => $ref.endsWith('/session_id.yaml');
  item.parameters = item.get.parameters.filter(isSessionId);
  item.get.parameters = item.get.parameters.filter(
    (parameter: Document) => !isSessionId(parameter),
  );
  await writeFile(path, stringify(item));
  expect(await lint(join(copy, 'openapi.yaml'))).toEqual([[]]);

  delete item.parameters;
  await writeFile(path, stringify(item));
  expect(await lint(join(copy, 'openapi.yaml'))).toEqual([
    [
      {
        rule: 'p2/body-has-query-twins',
        message: "The body's member `session_id` needs a query parameter of the same name (R3).",
      },
    ],
  ]);
});
