/** The flows of openapi/workflows.arazzo.yaml call operations of the contract, in an order that works. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractVersion, type OperationId, operations } from '@p2core/types';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  calledIn,
  pageOf,
  readWorkflows,
  type Step,
  workflowsFile,
} from '../../src/docs/flows/workflow.js';
import { root } from '../../src/workspace.js';

interface Called {
  pathParameters: readonly string[];
  queryParameters: readonly string[];
  requestBody: { mediaTypes: readonly string[] } | null;
  responses: Record<number, unknown>;
}

const workflows = await readWorkflows();
const operationOf = (step: Step): Called => operations[calledIn(step).operation as OperationId];

test('has the version of the contract', () => {
  const { info } = parse(readFileSync(join(root, workflowsFile), 'utf8')) as {
    info: { version: string };
  };
  expect(info.version).toBe(contractVersion);
});

test('each operation is part of a flow', () => {
  const called = workflows.flatMap(({ steps }) => steps.map((step) => calledIn(step).operation));
  expect([...new Set(called)].sort()).toEqual(Object.keys(operations).sort());
});

test('each flow is in the navigation of the docs', () => {
  const config = readFileSync(join(root, 'docs/.vitepress/config.ts'), 'utf8');
  for (const workflow of workflows) {
    expect(config).toContain(`'/reference/${pageOf(workflow).replace(/\.md$/, '')}'`);
  }
});

describe.each(workflows)('$workflowId', ({ steps, inputs }) => {
  test.each(steps)('$stepId sends only parameters and content that the operation has', (step) => {
    const operation = operationOf(step);
    const { parameters = [], requestBody } = step;
    for (const { name, in: place } of parameters) {
      const names = place === 'path' ? operation.pathParameters : operation.queryParameters;
      expect(names).toContain(name);
    }
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(operation.pathParameters);
    if (requestBody) expect(operation.requestBody?.mediaTypes).toContain(requestBody.contentType);
    for (const call of step['x-p2-meanwhile'] ?? []) {
      expect(Object.keys(operations)).toContain(calledIn(call).operation);
    }
  });

  test.each(steps)('$stepId expects only statuses that the operation declares', (step) => {
    for (const { condition } of step.successCriteria) {
      for (const [status] of condition.matchAll(/\d{3}/g)) {
        expect(Object.keys(operationOf(step).responses)).toContain(status);
      }
    }
  });

  test('uses only inputs and the outputs of earlier steps', () => {
    const known = new Set(Object.keys(inputs.properties).map((name) => `$inputs.${name}`));
    const used = new Set<string>();
    for (const step of steps) {
      const text = JSON.stringify([step.parameters, step.requestBody]) ?? '';
      for (const [expression] of text.matchAll(/\$(?:inputs|steps)[\w.-]+/g)) {
        expect([...known]).toContain(expression);
        used.add(expression);
      }
      for (const name of Object.keys(step.outputs ?? {})) {
        known.add(`$steps.${step.stepId}.outputs.${name}`);
      }
    }
    for (const name of Object.keys(inputs.properties))
      expect([...used]).toContain(`$inputs.${name}`);
  });
});
