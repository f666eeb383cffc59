import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../workspace.js';

/** The file of the flows, below the root. */
export const workflowsFile = 'openapi/workflows.arazzo.yaml';

/** The parts of an Arazzo 1.0 flow that its page shows. */
export interface Workflow {
  workflowId: string;
  summary: string;
  description: string;
  inputs: { properties: Record<string, object> };
  steps: Step[];
}

/** One request of a flow. */
export interface Step extends Call {
  stepId: string;
  description: string;
  parameters?: Array<{ name: string; in: string; value: string }>;
  requestBody?: { contentType: string; payload: unknown };
  successCriteria: Array<{ condition: string }>;
  outputs?: Record<string, string>;
  /** The sender, if it is not alice. */
  'x-p2-by'?: string;
  /** The client's action before the request. */
  'x-p2-client'?: string;
  /** The server's requests to other servers before it answers. */
  'x-p2-meanwhile'?: Call[];
}

interface Call {
  /** `$sourceDescriptions.<server>.<operationId>` */
  operationId: string;
}

/** The flows, in the order of the file. */
export async function readWorkflows(): Promise<Workflow[]> {
  const document = parse(await readFile(join(root, workflowsFile), 'utf8')) as {
    workflows: Workflow[];
  };
  return document.workflows;
}

/** The server and the operation that a call names. */
export function calledIn({ operationId }: Call): { server: string; operation: string } {
  const [, server = '', operation = ''] = operationId.split('.');
  return { server, operation };
}

/** The name of a flow's page. */
export function pageOf({ workflowId }: Workflow): string {
  return `flow-${workflowId}.md`;
}
