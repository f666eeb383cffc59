import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCases } from '@p2core/conformance';
import { describeMetrics } from '@p2core/reference-server';
import type { Contract } from '../../codegen/contract.js';
import { published } from '../../document/published.js';
import { root } from '../../workspace.js';
import { pageOf, readWorkflows } from '../flows/workflow.js';
import { casesPage } from './cases.js';
import { errorsPage } from './errors.js';
import { idCertPage } from './id-cert.js';
import { metricsPage } from './metrics.js';
import { operationsPage } from './operations.js';
import { packagePages } from './packages.js';
import { rulingsPage } from './rulings.js';
import { workflowPage } from './workflow.js';

/** The Markdown pages of the site that are made from the contract and from the conformance kit, by their names. */
export async function referencePages(contract: Contract): Promise<Record<string, string>> {
  const read = (path: string) => readFile(join(root, path), 'utf8');
  return {
    'operations.md': operationsPage(contract),
    'errors.md': errorsPage(contract),
    'rulings.md': rulingsPage(contract, await read('openapi/rulings.md')),
    'id-cert.md': idCertPage(await read('openapi/id-cert.md')),
    'cases.md': casesPage(contract, await loadCases()),
    'changelog.md': await read('openapi/CHANGELOG.md'),
    'metrics.md': metricsPage(await describeMetrics()),
    ...(await flowPages(contract)),
    ...(await packagePages()),
  };
}

async function flowPages(contract: Contract): Promise<Record<string, string>> {
  const document = await published(contract);
  const workflows = await readWorkflows();
  return Object.fromEntries(
    workflows.map((workflow) => [pageOf(workflow), workflowPage(document, workflow)]),
  );
}
