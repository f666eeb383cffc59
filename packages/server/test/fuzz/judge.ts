/** Holds an answer against the contract itself, not against the server's reading of it. */

import type { RawAnswer } from '@p2core/testing/raw-connection';
import { pathPrefix } from '@p2core/types';
import { document } from '@p2core/types/document';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HostileRequest } from './hostile-request.js';

interface HeaderNode {
  required?: boolean;
  schema: { pattern: string };
}

interface ResponseNode {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: { $ref: string } }>;
}

interface OperationNode {
  'x-p2-errors': string[];
  responses: Record<string, ResponseNode & { $ref?: string }>;
}

interface RegistryEntry {
  code: string;
  status: number;
  scope: string;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'contract', undefined, false);
const registry = document['x-p2-error-codes'] as RegistryEntry[];

/** Header fields of HTTP itself and of CORS, which the contract says once in its prose or not at all. */
const general =
  /^(?:date|connection|keep-alive|content-length|content-type|cache-control|allow|x-powered-by|access-control-.*)$/;

/** What is wrong with the answer, if anything. */
export function judge(request: HostileRequest, answer: RawAnswer): string | undefined {
  if (answer.status >= 500) return `${answer.status} is a failure of the server`;
  const complaints = candidates(request).map((candidate) => candidate(answer));
  return complaints.includes(undefined) ? undefined : complaints.join('; ');
}

/** What the answer may be an answer to. Of a torn request only the server knows, so it may be anything. */
function candidates({ method, target, isTorn, isMalformed }: HostileRequest): Judgement[] {
  const path = pathOf(target);
  const routes = Object.keys(document.paths).filter((template) => matcher(template).test(path));
  const route = routes.find((template) => !template.includes('{')) ?? routes[0];
  const everything = Object.values(document.paths).flatMap((item) => Object.values(item));
  const ofAny: Judgement[] = [anyRequest];
  if (isTorn) {
    const all = (everything as OperationNode[]).map((node) => operation(node));
    return [...ofAny, malformed, outside, options, ...all];
  }
  if (isMalformed || /%/.test(path)) ofAny.push(malformed);
  if (!target.startsWith('/')) ofAny.push(outside);
  if (!path.startsWith(`${pathPrefix}/`) && path !== pathPrefix) return [...ofAny, outside];
  if (route === undefined) return ofAny;
  const item = document.paths[route] as Record<string, OperationNode>;
  if (method === 'OPTIONS' && item.options === undefined) return [...ofAny, options];
  const node = item[method === 'HEAD' ? 'get' : method.toLowerCase()];
  return [...ofAny, operation(node ?? (Object.values(item)[0] as OperationNode), method, node)];
}

/** The path as Express finds it in origin form: where the target has a fragment, it reads a backslash as a slash. */
function pathOf(target: string): string {
  const slashed = target.includes('#') ? target.replaceAll('\\', '/') : target;
  return slashed.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
}

function matcher(template: string): RegExp {
  const source = template
    .replaceAll('.', '\\.')
    .replace('@', '(?:@|%40)')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}/?$`);
}

type Judgement = (answer: RawAnswer) => string | undefined;

const outside: Judgement = ({ status }) =>
  status === 404 || status === 400 ? undefined : `${status}`;

const options: Judgement = ({ status, headers, body }) =>
  status === 204 && headers.allow && body === '' ? undefined : `${status} to OPTIONS`;

const anyRequest: Judgement = (answer) => {
  const found = errorsOf(answer);
  if (typeof found === 'string') return found;
  return found.some(({ scope }) => scope === 'any') ? undefined : 'not of scope any';
};

const malformed: Judgement = (answer) => {
  const found = errorsOf(answer);
  if (typeof found === 'string') return found;
  return found.some(({ code }) => code === 'P2CORE_BAD_REQUEST') ? undefined : 'not malformed HTTP';
};

/** The registry's entry of an error, or the error's fault. Of an answer to HEAD only the status is known. */
function errorsOf(answer: RawAnswer): RegistryEntry[] | string {
  const wrong = contentFault(answer, '#/components/schemas/ProtocolError', 'application/json');
  if (wrong !== undefined) return wrong;
  const ofStatus = registry.filter(({ status }) => status === answer.status);
  if (answer.body === '') return ofStatus;
  const body = JSON.parse(answer.body);
  if (body.errcode !== answer.status) return `errcode is ${body.errcode}`;
  return ofStatus.filter(({ code }) => code === body.error);
}

function operation(node: OperationNode, method?: string, taken: unknown = node): Judgement {
  return (answer) => {
    if (taken === undefined && answer.status !== 405) return `${answer.status} to another method`;
    const given = node.responses[answer.status];
    if (given === undefined) return `${answer.status} is not declared`;
    const response = given.$ref ? (resolve(given.$ref) as ResponseNode) : given;
    const wrong = headerFault(answer, response);
    if (wrong !== undefined) return wrong;
    const isHead = method === 'HEAD' || (method === undefined && answer.body === '');
    if (isHead) return undefined;
    if (response.content === undefined) return answer.body === '' ? undefined : 'content';
    const type = answer.headers['content-type'] ?? '';
    const schema = response.content[type]?.schema.$ref;
    if (schema === undefined) return `${type} is not declared`;
    const fault = contentFault(answer, schema, type);
    if (fault !== undefined || answer.status < 400) return fault;
    const found = errorsOf(answer);
    if (typeof found === 'string') return found;
    const isListed = found.some(({ code }) => node['x-p2-errors'].includes(code));
    return isListed ? undefined : 'the code is not listed';
  };
}

function headerFault({ headers }: RawAnswer, response: ResponseNode): string | undefined {
  const declared = Object.entries(response.headers ?? {});
  const names = declared.map(([name]) => name.toLowerCase());
  const undeclared = Object.keys(headers).find(
    (name) => !names.includes(name) && !general.test(name),
  );
  if (undeclared !== undefined) return `${undeclared} is not declared`;
  for (const [name, { $ref }] of declared) {
    const { required, schema } = resolve($ref) as HeaderNode;
    const value = headers[name.toLowerCase()];
    if (value === undefined && required) return `${name} is missing`;
    if (value !== undefined && !new RegExp(schema.pattern, 'u').test(value))
      return `${name}: ${value}`;
  }
  return undefined;
}

const validators = new Map<string, ValidateFunction>();

function contentFault(
  { headers, body }: RawAnswer,
  $ref: string,
  type: string,
): string | undefined {
  if (headers['content-type'] !== type) return `${headers['content-type']} in the place of ${type}`;
  if (body === '') return undefined;
  const validate = validators.get($ref) ?? ajv.compile({ $ref: `contract${$ref}` });
  validators.set($ref, validate);
  const value: unknown = type === 'application/json' ? JSON.parse(body) : body;
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

function resolve($ref: string): unknown {
  let node: unknown = document;
  for (const token of $ref.split('/').slice(1)) node = (node as Record<string, unknown>)[token];
  return node;
}
