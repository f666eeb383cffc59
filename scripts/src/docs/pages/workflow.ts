import {
  type Contract,
  type ErrorCodeEntry,
  listOperations,
  type Operation,
} from '../../codegen/contract.js';
import type { CodeSample } from '../../document/samples/index.js';
import { names, sequenceDiagram } from '../flows/sequence-diagram.js';
import { calledIn, type Step, type Workflow } from '../flows/workflow.js';
import { errorCodeLink, linkRulings, operationLink, page } from './markdown.js';

/** The URL in the contract's samples, and its replacement in requests to the foreign server. */
const origins = { home: 'https://home.example.com', foreign: 'https://foreign.example.org' };

/**
 * The page of a flow: its diagram, a program for each request, and the error codes.
 *
 * @param document the contract with its code samples
 */
export function workflowPage(document: Contract, workflow: Workflow): string {
  const { summary, description, steps } = workflow;
  return page(
    summary,
    linkRulings(description),
    `<figure>\n${sequenceDiagram(workflow)}\n</figure>`,
    ...steps.map((step, index) => section(document, step, index + 1)),
    '## What can go wrong',
    ...faults(document, workflow),
    'As a program reads it: this flow stands in `workflows.arazzo.yaml` ([Arazzo 1.0](https://spec.openapis.org/arazzo/v1.0.1.html)), which ships with the contract.',
  );
}

function section(document: Contract, step: Step, number: number): string {
  const { server, operation } = calledIn(step);
  const { 'x-p2-by': by = 'alice', 'x-p2-client': alone } = step;
  const before = alone === undefined ? '' : `Before, the client ${alone}. `;
  return [
    `## ${number}. ${operationOf(document, operation).summary}`,
    `${operationLink(operation)}, sent by ${names[by]} to the ${server} server. ${before}${linkRulings(step.description.trim())}`,
    samples(document, step),
    `It went well where ${conditions(step)}.`,
  ].join('\n\n');
}

function conditions({ successCriteria }: Step): string {
  return successCriteria
    .flatMap(({ condition }) =>
      [...condition.matchAll(/\d{3}/g)].map(([status]) => `**${status}**`),
    )
    .join(' or ')
    .replace(/^/, 'the status is ');
}

/** One sample in each language, with the content that the flow names. */
function samples(document: Contract, step: Step): string {
  const { server, operation } = calledIn(step);
  const { 'x-codeSamples': all } = operationOf(document, operation) as Operation & {
    'x-codeSamples': CodeSample[];
  };
  const type = step.requestBody?.contentType;
  const chosen = ['Shell', 'JavaScript', 'Python'].flatMap((lang) => {
    const ofLanguage = all.filter((sample) => sample.lang === lang);
    const fits = ofLanguage.find(({ label }) => type !== undefined && label.endsWith(`, ${type}`));
    return fits ?? ofLanguage[0] ?? [];
  });
  const blocks = chosen.map(({ lang, label, source }) => {
    const program =
      server === 'foreign' ? source.replaceAll(origins.home, origins.foreign) : source;
    return `\`\`\`${languages[lang]} [${label.split(',')[0]}]\n${program.trimEnd()}\n\`\`\``;
  });
  return ['::: code-group', ...blocks, ':::'].join('\n\n');
}

const languages: Record<string, string> = { Shell: 'sh', JavaScript: 'js', Python: 'python' };

/** The error codes of the steps' operations, without those that nearly every operation has. */
function faults(document: Contract, { steps }: Workflow): string[] {
  const called = [...new Set(steps.map((step) => calledIn(step).operation))];
  const entries = document['x-p2-error-codes'].flatMap((entry) => {
    const by = called.filter((id) => operationOf(document, id)['x-p2-errors'].includes(entry.code));
    return by.length === 0 || isEverywhere(document, entry) ? [] : [fault(entry, by)];
  });
  return [
    entries.join('\n'),
    'Every request can also be refused as any other is: see [Error codes](./errors.md).',
  ];
}

/** Codes that nearly every operation has, so they explain nothing about a flow. */
function isEverywhere(document: Contract, { code }: ErrorCodeEntry): boolean {
  const all = listOperations(document).map(({ operation }) => operation);
  const having = all.filter((operation) => operation['x-p2-errors'].includes(code));
  return having.length > all.length / 2;
}

function fault({ code, status, meaning, remedy }: ErrorCodeEntry, by: readonly string[]): string {
  return `- ${errorCodeLink(code)} (${status}), of ${by.map(operationLink).join(', ')}. ${meaning} ${remedy}`;
}

function operationOf(document: Contract, id: string): Operation {
  const found = listOperations(document).find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`the contract has no operation ${id}`);
  return found.operation;
}
