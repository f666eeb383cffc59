import {
  type Contract,
  listOperations,
  type Operation,
  type Parameter,
  type Ref,
  resolveRef,
} from '../codegen/contract.js';
import { membersOf } from './members.js';
import { addCodeSamples } from './samples/index.js';

const remark = `This is the contract without the content of GET and DELETE: every member of it is a query parameter. It is for
generators and browsers, which cannot send such content. A server takes both forms; \`openapi.json\` has them.`;

/** The document without the content of GET and DELETE, whose members are query parameters too (R3). */
export function queryDocument(whole: Contract): Contract {
  const document = structuredClone(whole);
  for (const { method, operation } of listOperations(document)) {
    if (method === 'GET' || method === 'DELETE') askByQuery(document, operation);
  }
  document.info.description = `${remark}\n\n${document.info.description}`;
  addCodeSamples(document);
  removeUnused(document, whole);
  return document;
}

function askByQuery(document: Contract, operation: Operation): void {
  const { parameters = [], requestBody } = operation;
  if (requestBody === undefined) return;
  const { members, required } = membersOf(document, requestBody);
  const inQuery = parameters
    .map((node) => resolveRef<Parameter>(document, node))
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => name);
  if (!members.every((name) => inQuery.includes(name))) return;
  delete operation.requestBody;
  delete operation['x-p2-default-content-type'];
  operation.parameters = parameters.map((node) => {
    const parameter = resolveRef<Parameter>(document, node);
    const isRequired =
      parameter['x-p2-required-here-or-in-body'] || required.includes(parameter.name);
    return isRequired ? { ...parameter, required: true } : node;
  });
}

/** Removes the components that only this content refers to. Those that nothing refers to stay: people read them. */
function removeUnused(document: Contract, whole: Contract): void {
  const used = referencesOf(document);
  for (const $ref of referencesOf(whole)) {
    if (used.has($ref)) continue;
    const [kind, name] = $ref.replace('#/components/', '').split('/') as [string, string];
    delete document.components[kind]?.[name];
  }
}

/** All components that the paths of a document refer to, directly or through others. */
function referencesOf(document: Contract): Set<string> {
  const used = new Set<string>();
  const follow = (node: object): void => {
    for (const { $ref } of referencesIn(node)) {
      if (used.has($ref)) continue;
      used.add($ref);
      follow(resolveRef<object>(document, { $ref }));
    }
  };
  follow(document.paths);
  return used;
}

function* referencesIn(node: unknown): Generator<Ref> {
  if (typeof node !== 'object' || node === null) return;
  if ('$ref' in node) yield node as Ref;
  else for (const member of Object.values(node)) yield* referencesIn(member);
}
