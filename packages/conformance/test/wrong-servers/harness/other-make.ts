import type { NewFault } from '../wrong-server.js';
import { answers } from './faults.js';
import { type Answer, valueIn, withContent, withFields } from './message.js';
import { isFor } from './operations.js';

/**
 * No fault, but what the contract leaves free is otherwise than in the reference server, and partly otherwise each time:
 * white space, order and further members of JSON, messages, and the spelling of header fields.
 */
export const otherMake: NewFault = () => {
  let answered = 0;
  const change = answers((answer, request) => {
    answered += 1;
    const other = withOtherFields(answer);
    // One look-up keeps its strong ETag, and so the octets that belong to it.
    return isFor(request, 'getServerIdCert') ? other : withOtherJson(other, answered);
  });
  return change();
};

/** Each time with other white space, and each error with a number of its own. */
function withOtherJson(answer: Answer, number: number): Answer {
  const { status, content, headers } = answer;
  const etag = headers.get('ETag')?.replace(/^"/, 'W/"');
  const other = etag === undefined ? answer : withFields(answer, { ETag: etag });
  if (content.length === 0 || !/^application\/json/i.test(headers.get('Content-Type') ?? '')) {
    return other;
  }
  const value = withMember(valueIn(answer), status < 400 ? 0 : number);
  return withContent(other, `\n${JSON.stringify(value, null, number % 3)}\r\n`);
}

function withMember(value: unknown, request: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return { request, ...Object.fromEntries(Object.entries(value).reverse()) };
}

function withOtherFields(answer: Answer): Answer {
  const { headers } = answer;
  const changed = (name: string, change: (value: string) => string) => {
    const value = headers.get(name);
    return value === null ? {} : { [name]: change(value) };
  };
  return withFields(answer, {
    'Content-Length': undefined,
    ...changed('Content-Type', (type) => `${type.toUpperCase()} ; Charset="utf-8"`),
    ...changed('Vary', (names) => `Origin,${names.toUpperCase()}`),
    ...changed('Allow', (methods) => methods.split(', ').reverse().join(' ,')),
    ...changed('Cache-Control', (list) => `no-transform , ${list.toUpperCase()}`),
    ...changed('WWW-Authenticate', (one) => `Digest realm="Bearer a, b", ${one.toLowerCase()}`),
    ...changed('Access-Control-Expose-Headers', (names) => `x,${names.toLowerCase()}`),
    ...changed('Access-Control-Allow-Headers', (names) => `x,${names.toLowerCase()}`),
  });
}
