import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, listOperations, type Operation } from '../codegen/contract.js';
import { root } from '../workspace.js';

/** The documents are at the top of the site. */
const downloads =
  'This document: [openapi.query.json](../openapi.query.json), [openapi.query.yaml](../openapi.query.yaml). The whole: [openapi.json](../openapi.json), [openapi.yaml](../openapi.yaml).';

/**
 * The document for Redoc, with look-ups that a browser can send. In descriptions, the name of a ruling, an error code or an
 * operation becomes a link to it.
 */
export async function redocDocument(): Promise<Contract> {
  const document = JSON.parse(
    await readFile(join(root, 'openapi/dist/openapi.query.json'), 'utf8'),
  ) as Contract;
  const [introduction = '', ...chapters] = document.info.description.split(/^(?=# )/m);
  document.info.description = [`${introduction}${downloads}\n\n`, ...chapters].join('');
  linkDescriptions(document, linksOf(document));
  for (const { operation } of listOperations(document)) {
    const { operationId, description } = operation;
    const tryIt = `[Try it](../try-it.html#${operationId})`;
    operation.description = `${tryIt}\n\n${description}\nOperation ID: \`${operationId}\`.\n`;
  }
  return document;
}

type Links = Map<string, string>;

/** The fragment of each ruling, operation and error code on Redoc's page, by its name in descriptions. */
function linksOf(document: Contract): Links {
  const rulings = [...document.info.description.matchAll(/^## (R\d+):/gm)].map(([, name]) => name);
  return new Map([
    ...rulings.map((name = '') => [name, `#/section/rulings/${name.toLowerCase()}`] as const),
    ...listOperations(document).map(
      ({ operation }) => [`\`${operation.operationId}\``, operationRoute(operation)] as const,
    ),
    ...document['x-p2-error-codes'].map(
      ({ code }) => [`\`${code}\``, `#/section/error-codes/${code.toLowerCase()}`] as const,
    ),
  ]);
}

/** The fragment of an operation on Redoc's page. */
export function operationRoute({ operationId, tags: [tag = ''] }: Operation): string {
  return `#/${tag.toLowerCase().replaceAll(' ', '-')}/${operationId.toLowerCase()}`;
}

function linkDescriptions(node: unknown, links: Links): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'description' && typeof value === 'string') {
      Object.assign(node, { description: link(unwrap(value), links) });
    } else if (key !== 'example' && key !== 'examples') {
      linkDescriptions(value, links);
    }
  }
}

/** Joins the lines of each paragraph and list item: Redoc's search would join the words at their breaks. */
function unwrap(markdown: string): string {
  return markdown.replace(/(?<=\S)\n *(?!(?:[-*#]|\d+\.) |\||\s)/g, ' ');
}

function link(markdown: string, links: Links): string {
  return markdown
    .split('\n')
    .map((line) => (line.startsWith('#') ? withId(line) : linkLine(line, links)))
    .join('\n');
}

/** Redoc takes a heading's ID in lower case, below the one of the heading above it. */
function withId(heading: string): string {
  return heading.replace(/^## (R\d+|P2CORE_\w+)(?=:|$).*/, (line, name: string) => {
    return `${line} {% #${name.toLowerCase()} %}`;
  });
}

function linkLine(line: string, links: Links): string {
  return line.replace(/\bR\d+\b|`\w+`/g, (name) => {
    const target = links.get(name);
    return target === undefined ? name : `[${name}](${target})`;
  });
}
