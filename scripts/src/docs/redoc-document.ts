import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Contract,
  type ErrorCodeEntry,
  listOperations,
  type Operation,
} from '../codegen/contract.js';
import { root } from '../workspace.js';

/** The document lies at the top of the site. */
const downloads =
  'The document itself: [openapi.json](../openapi.json), [openapi.yaml](../openapi.yaml).';

/**
 * The contract as the docs show it: the rulings and the error registry stand behind its introduction, each ruling that
 * a description cites is a link, and the descriptions say what the contract says in its `x-p2-…` members.
 */
export async function redocDocument(): Promise<Contract> {
  const contract = JSON.parse(
    await readFile(join(root, 'openapi/dist/openapi.json'), 'utf8'),
  ) as Contract;
  const rulings = await readFile(join(root, 'openapi/rulings.md'), 'utf8');
  const errorCodes = errorCodeSections(contract);
  for (const { operation } of listOperations(contract)) {
    operation.description = paragraphs(operation.description, ...remarks(operation));
    if (operation.requestBody) describeRequestBody(operation.requestBody);
  }
  linkDescriptions(contract);
  const [introduction = '', ...sections] = contract.info.description.split(/^(?=# )/m);
  contract.info.description = paragraphs(
    introduction,
    downloads,
    ...sections,
    rulingSections(rulings),
    errorCodes,
  );
  return contract;
}

function paragraphs(...texts: string[]): string {
  return texts.map((text) => text.trim()).join('\n\n');
}

function remarks(operation: Operation): string[] {
  const rulings = operation['x-p2-rulings'].join(', ');
  const codes = operation['x-p2-errors'].map(linkErrorCode).join(', ');
  return [
    `Operation ID: \`${operation.operationId}\`.`,
    ...(operation['x-p2-optional'] ? ['A server may leave this route out (R18).'] : []),
    `Rests on the rulings ${rulings}.`,
    `Error codes: ${codes}.`,
  ];
}

function describeRequestBody(body: NonNullable<Operation['requestBody']>): void {
  const { description = '' } = body as { description?: string };
  const limit = body['x-p2-max-content-length'];
  const [first] = Object.keys(body.content);
  const remark = `At most ${limit} octets. Without a \`Content-Type\` they are read as \`${first}\` (R4).`;
  Object.assign(body, { description: paragraphs(description, remark) });
}

/** Makes each ruling that a description cites a link, wherever in the document the description stands. */
function linkDescriptions(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'description' && typeof value === 'string') {
      Object.assign(node, { description: linkRulings(unwrap(value)) });
    } else if (key !== 'example' && key !== 'examples') {
      linkDescriptions(value);
    }
  }
}

/** Joins the lines of each paragraph and list item: Redoc's search would read their last and first words as one. */
function unwrap(markdown: string): string {
  return markdown.replace(/(?<=\S)\n *(?!(?:[-*#]|\d+\.) |\||\s)/g, ' ');
}

/** Redoc takes a heading's ID in lower case, below the one of the heading above it. */
function linkRulings(markdown: string): string {
  return markdown.replace(
    /\bR\d+\b/g,
    (ruling) => `[${ruling}](#/section/rulings/${ruling.toLowerCase()})`,
  );
}

function linkErrorCode(code: string): string {
  return `[\`${code}\`](#/section/error-codes/${code.toLowerCase()})`;
}

/** The rulings, each with its title in the heading, plain for Redoc's menu. The heading's ID stays the number alone. */
function rulingSections(markdown: string): string {
  return markdown
    .split(/^(?=## )/m)
    .map((section) => {
      const [, number, title, text] = section.match(/^## (R\d+)\n\n\*\*(.+?)\.\*\* (.+)$/s) ?? [];
      if (!number || !text) return linkRulings(unwrap(section));
      return `## ${number}: ${title?.replaceAll('`', '')} {% #${number.toLowerCase()} %}\n\n${linkRulings(unwrap(text))}`;
    })
    .join('');
}

function errorCodeSections(contract: Contract): string {
  const sections = contract['x-p2-error-codes'].map((entry) =>
    paragraphs(
      `## ${entry.code} {% #${entry.code.toLowerCase()} %}`,
      `**${entry.status}.** ${entry.meaning}`,
      entry.remedy,
      `Answers ${answered(contract, entry)}.`,
    ),
  );
  return paragraphs('# Error codes', ...sections);
}

function answered(contract: Contract, { code, scope }: ErrorCodeEntry): string {
  if (scope === 'any') return 'any request';
  const all = listOperations(contract);
  const operations = all.filter(({ operation }) => operation['x-p2-errors'].includes(code));
  if (operations.length === all.length) return 'every operation';
  const links = operations.map(({ operation }) => linkOperation(operation));
  return links.join(', ') || 'routes outside this document';
}

function linkOperation({ operationId, tags: [tag = ''] }: Operation): string {
  return `[\`${operationId}\`](#/${tag.toLowerCase().replaceAll(' ', '-')}/${operationId.toLowerCase()})`;
}
