import { operations } from '@p2core/types';
import {
  type Contract,
  listOperations,
  type Operation,
  type Response,
  resolveRef,
} from '../../codegen/contract.js';
import { keepsProfile } from '../../document/profile.js';
import { accessOf, effects } from '../../document/remarks.js';
import { errorCodeLink, linkRulings, page } from './markdown.js';

/** The page of operations in short, for the search and for phones, with links to Redoc's page and to "Try it". */
export function operationsPage(contract: Contract): string {
  const listed = listOperations(contract);
  return page(
    'Operations in short',
    `What each route is for, what it needs and how it can answer. [The contract in Redoc](../redoc/index.html){target="_self"} has schemas, examples and code samples, and the document itself is here as [openapi.json](../openapi.json){target="_self"} and [openapi.yaml](../openapi.yaml){target="_self"}.`,
    ...listed.map((entry) => section(contract, entry)),
  );
}

function section(
  contract: Contract,
  { path, method, operation }: ReturnType<typeof listOperations>[number],
): string {
  const { operationId } = operation;
  const entry = operations[operationId as keyof typeof operations];
  return [
    `## ${operation.summary} {#${operationId}}`,
    `\`${method} ${path}\``,
    `Operation ID \`${operationId}\`. Needs ${accessOf(entry)}.${entry.optional ? linkRulings(' A server may leave it out (R18).') : ''} [Try it](../try-it.html#${operationId}){target="_self"} · [In Redoc](${redocLink(operation)}){target="_self"}`,
    linkRulings(operation.description),
    effects[operation['x-p2-effect']],
    ...(keepsProfile(contract, operation)
      ? ['Its ID-Certs and ID-CSRs keep [the profile of ID-Certs](./id-cert.md).']
      : []),
    '### Answers',
    answers(contract, operation),
    `Rests on the rulings ${operation['x-p2-rulings'].map(linkRulings).join(', ')}.`,
  ].join('\n\n');
}

/** A link to Redoc's page, which takes its routes from the fragment. */
function redocLink({ operationId, tags: [tag = ''] }: Operation): string {
  return `../redoc/index.html#/${`${tag.replaceAll(' ', '-')}/${operationId}`.toLowerCase()}`;
}

function answers(contract: Contract, operation: Operation): string {
  return Object.entries(operation.responses)
    .map(([status, node]) => {
      const { description } = resolveRef<Response>(contract, node);
      const codes = contract['x-p2-error-codes'].filter(
        (entry) => entry.status === Number(status) && operation['x-p2-errors'].includes(entry.code),
      );
      const links = codes.map(({ code }) => errorCodeLink(code)).join(', ');
      return `- **${status === 'default' ? 'Otherwise' : status}** ${linkRulings(description.trim())}${links && ` ${links}`}`;
    })
    .join('\n');
}
