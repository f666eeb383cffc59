import type { Operation } from '@p2core/types';
import { describe, expectError, expectThat } from '../../check/expect.js';
import type { Answer } from '../../http/answer.js';
import type { RequestOptions } from '../../http/request.js';
import type { CaseContext } from '../../run/case-context.js';
import { Skip } from '../../run/failure.js';
import { type Derivation, deriveCase, slug } from '../derive-case.js';
import { demandsOf, isRefused, plainStatuses, plainValue, sendPlain } from '../plain-request.js';
import { type Field, fieldsOf } from './fields-of.js';
import { type Vector, vectorsOf } from './vectors.js';

/** Each field accepts the valid values of the contract's vectors, and refuses the invalid ones. */
export const fields: Derivation = (operation) =>
  fieldsOf(operation).flatMap((field) => {
    const place = `${field.in}-${field.name}`;
    const invalid = sendable(field, vectorsOf(field.schema, 'invalid'));
    const cases = (['valid', 'invalid'] as const).flatMap((kind) =>
      named(sendable(field, vectorsOf(field.schema, kind))).map(([name, vector]) =>
        fieldCase(operation, field, kind, `${place}-${kind}-${name}`, vector),
      ),
    );
    const [refused] = invalid;
    return refused === undefined ? cases : [...cases, details(operation, field, refused)];
  });

function fieldCase(
  operation: Operation,
  field: Field,
  kind: 'valid' | 'invalid',
  name: string,
  { value, reason }: Vector,
) {
  const verb = kind === 'valid' ? 'takes' : 'refuses';
  return deriveCase(operation, name, {
    title: `${verb} this ${field.name} in the ${field.in}: ${JSON.stringify(value).slice(0, 60)} (${reason})`,
    basis: [
      'contract',
      ...(field.schema.startsWith('Timestamp') ? ['R2'] : []),
      ...(field.schema === 'SessionId' ? ['R11'] : []),
    ],
    ...demandsOf(operation),
    async run(context) {
      expectNoLiveSession(context, operation, value);
      const special = await withField(context, operation, field, value);
      const answer = await sendPlain(context, operation, special);
      if (kind === 'invalid') expectError(answer, 'P2CORE_BAD_REQUEST');
      else expectRead(operation, answer);
    },
  });
}

function details(operation: Operation, field: Field, vector: Vector | undefined) {
  const pointer = `/${field.in === 'path' ? 'params' : field.in}/${field.name}`;
  return deriveCase(operation, `${field.in}-${field.name}-details`, {
    title: `names ${pointer} in the details of its refusal`,
    level: 'SHOULD',
    basis: ['R24'],
    ...demandsOf(operation),
    async run(context) {
      const special = await withField(context, operation, field, vector?.value);
      const answer = await sendPlain(context, operation, special);
      expectError(answer, 'P2CORE_BAD_REQUEST');
      const { details: named = [] } = answer.json as { details?: { path: string }[] };
      const paths = named.map(({ path }) => path);
      expectThat(
        paths.includes(pointer),
        `details of ${pointer}`,
        paths.join(', ') || 'none',
        answer,
      );
    },
  });
}

async function withField(
  context: CaseContext,
  operation: Operation,
  field: Field,
  value: unknown,
): Promise<RequestOptions> {
  if (field.in === 'path') return { path: { [field.name]: encodeURIComponent(String(value)) } };
  if (field.in === 'query') return { query: `${field.name}=${encodeURIComponent(String(value))}` };
  return { json: { ...((await plainValue(context, operation)) as object), [field.name]: value } };
}

/** Whether a place of the request can carry the value: outside JSON only strings, and no empty path segment. */
function sendable(field: Field, vectors: readonly Vector[]): Vector[] {
  if (field.in === 'body') return [...vectors];
  return vectors.filter(
    ({ value }) => typeof value === 'string' && (field.in === 'query' || value !== ''),
  );
}

function named(vectors: readonly Vector[]): [string, Vector][] {
  const seen = new Map<string, number>();
  return vectors.map((vector) => {
    const name = slug(vector.reason);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [count === 1 ? name : `${name}-${count}`, vector];
  });
}

/** The answer to a well-formed value: success, 404, or a refusal for another reason than its form. */
function expectRead(operation: Operation, answer: Answer): void {
  const expected = [...plainStatuses(operation), 404];
  const { error } = (answer.json ?? {}) as { error?: unknown };
  const isItsOwn = isRefused(operation) && error !== 'P2CORE_BAD_REQUEST' && answer.status < 500;
  const isRead = expected.includes(answer.status) || isItsOwn;
  expectThat(isRead, expected.join(' or '), describe(answer), answer);
}

/** Protects the sessions that the fixture does not allow to end. */
function expectNoLiveSession({ fixture }: CaseContext, operation: Operation, value: unknown): void {
  const { sessions = [] } = fixture.actor ?? {};
  if (operation.method === 'DELETE' && sessions.some(({ id }) => id === value)) {
    throw new Skip('the actor has a session of that ID');
  }
}
