import { type OperationId, operations, schemas } from '@p2core/types';
import { document, resolveRef } from '@p2core/types/document';
import type { BenchRequest } from '../measure/load.js';

/** A plain request for an operation and its answer, by the contract's own examples. */
export interface Exchange {
  readonly request: BenchRequest;
  /** The token that the request needs. */
  readonly token: string | undefined;
  readonly answer: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

interface Node {
  readonly requestBody?: { readonly content: Contents };
  readonly responses: Readonly<Record<string, object>>;
}

type Contents = Readonly<Record<string, { readonly examples: Readonly<Record<string, object>> }>>;

const tokenOfSession = 'a-token-for-the-benchmark';
const tokenOfAdministrator = 'a-token-of-the-administrator';

const fid = 'alice@home.example.com';

/** The roles of each token. */
export const principals: ReadonlyMap<string, { readonly roles: readonly 'administrator'[] }> =
  new Map([
    [tokenOfSession, { roles: [] }],
    [tokenOfAdministrator, { roles: ['administrator'] }],
  ]);

const { idcerts, invalidated, invalidated_at } =
  example<Record<string, unknown[]>>('actor-id-certs');

/** Answers in place of those of the examples. */
const otherAnswers: { readonly [Id in OperationId]?: Exchange['answer'] } = {
  getActorIdCerts: {
    status: 200,
    body: {
      idcerts: [...(idcerts ?? []), example('session-id-cert')],
      invalidated: [...(invalidated ?? []), false],
      invalidated_at: [...(invalidated_at ?? []), null],
    },
  },
  getKeyMaterialLimit: {
    status: 200,
    headers: { 'X-Max-Payload-Size': String(schemas.EncryptedKeyPem['x-p2-max-octets']) },
  },
};

/** One exchange for each operation. */
export const exchanges = Object.fromEntries(
  Object.keys(operations).map((id) => [id, exchangeOf(id as OperationId)]),
) as Readonly<Record<OperationId, Exchange>>;

function exchangeOf(id: OperationId): Exchange {
  const { method, path, roles, requestBody, queryOrBody } = operations[id];
  const node = document.paths[path]?.[method.toLowerCase()] as unknown as Node;
  const answer = otherAnswers[id] ?? answerOf(node);
  const token = roles && (roles.length === 0 ? tokenOfSession : tokenOfAdministrator);
  const needsContent = requestBody?.required || queryOrBody.length > 0;
  const content = needsContent ? contentOf(node.requestBody?.content ?? {}) : undefined;
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(content && { 'Content-Type': content.mediaType }),
  };
  return {
    request: {
      method,
      path: path.replace('{fid}', fid),
      headers,
      ...(content && { body: content.text }),
      status: answer.status,
    },
    token: token ?? undefined,
    answer,
  };
}

function answerOf({ responses }: Node): Exchange['answer'] {
  const [status = '', response = {}] =
    Object.entries(responses).find(([given]) => given.startsWith('2')) ?? [];
  const { content } = resolveRef<{ content?: Contents }>(response);
  const [first] = Object.values(content ?? {});
  return first ? { status: Number(status), body: firstOf(first) } : { status: Number(status) };
}

/** The content as text, where the operation takes text. */
function contentOf(contents: Contents): { mediaType: string; text: string } {
  const text = contents['text/plain'];
  if (text) return { mediaType: 'text/plain', text: String(firstOf(text)) };
  const [[mediaType = '', content] = []] = Object.entries(contents);
  return { mediaType, text: JSON.stringify(content && firstOf(content)) };
}

function firstOf({ examples }: Contents[string]): unknown {
  const [example = {}] = Object.values(examples);
  return resolveRef<{ value: unknown }>(example).value;
}

function example<T>(name: string): T {
  return resolveRef<{ value: T }>({ $ref: `#/components/examples/${name}` }).value;
}
