import { isDeepStrictEqual } from 'node:util';
import {
  type Contract,
  listOperations,
  type Operation,
  type Parameter,
  resolveRef,
} from '../codegen/contract.js';
import { membersOf } from './members.js';

/** The places where a document is no subset of the whole one: it allows another request, or declares another answer. */
export function notInWhole(whole: Contract, part: Contract): string[] {
  const operations = new Map(listOperations(whole).map((entry) => [nameOf(entry), entry]));
  return [
    ...listOperations(part).flatMap((entry) => {
      const { operation } = operations.get(nameOf(entry)) ?? {};
      if (operation === undefined) return [nameOf(entry)];
      return operationFaults(whole, operation, part, entry.operation).map(
        (fault) => `${entry.operation.operationId}: ${fault}`,
      );
    }),
    ...Object.entries(part.components).flatMap(([kind, components]) =>
      Object.entries(components)
        .filter(([name, node]) => !isDeepStrictEqual(node, whole.components[kind]?.[name]))
        .map(([name]) => `components/${kind}/${name}`),
    ),
    ...['openapi', 'servers', 'security', 'tags', 'x-p2-error-codes'].filter(
      (name) => !isDeepStrictEqual(member(part, name), member(whole, name)),
    ),
    ...(operations.size === listOperations(part).length ? [] : ['an operation is missing']),
  ];
}

/** Members that may differ: they describe the request, which is compared elsewhere, or are text. */
const free = [
  'description',
  'parameters',
  'requestBody',
  'x-codeSamples',
  'x-p2-default-content-type',
];

function operationFaults(
  whole: Contract,
  there: Operation,
  part: Contract,
  here: Operation,
): string[] {
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return [
    ...[...names].filter(
      (name) => !free.includes(name) && !isDeepStrictEqual(member(here, name), member(there, name)),
    ),
    ...parameterFaults(whole, there, part, here),
    ...contentFaults(whole, there, part, here),
  ];
}

function parameterFaults(whole: Contract, there: Operation, part: Contract, here: Operation) {
  const allowed = parametersOf(whole, there);
  const asked = parametersOf(part, here);
  return [
    ...asked
      .filter((parameter) => {
        const same = allowed.find(
          ({ name, in: place }) => name === parameter.name && place === parameter.in,
        );
        const required = parameter.required || same?.required;
        return !isDeepStrictEqual({ ...same, required }, { ...parameter, required });
      })
      .map(({ name }) => `the parameter ${name}`),
    ...allowed
      .filter(
        ({ name, required }) => required && !asked.some((parameter) => parameter.name === name),
      )
      .map(({ name }) => `the missing parameter ${name}`),
  ];
}

/** Content that is left out must be optional, or must come as required parameters. */
function contentFaults(whole: Contract, there: Operation, part: Contract, here: Operation) {
  if (here.requestBody) {
    return isDeepStrictEqual(here.requestBody, there.requestBody) ? [] : ['the content'];
  }
  if (there.requestBody === undefined) return [];
  const { required, members } = membersOf(whole, there.requestBody);
  const demanded = parametersOf(part, here).filter((parameter) => parameter.required);
  const isAsked = (name: string) => demanded.some((parameter) => parameter.name === name);
  const isOptional = !there.requestBody.required || members.length > 0;
  return isOptional && required.every(isAsked) ? [] : ['the missing content'];
}

function parametersOf(document: Contract, { parameters = [] }: Operation): Parameter[] {
  return parameters.map((node) => resolveRef<Parameter>(document, node));
}

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}

function member(node: object, name: string): unknown {
  return (node as Record<string, unknown>)[name];
}
