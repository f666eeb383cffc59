import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, listOperations } from '../codegen/contract.js';
import { root } from '../workspace.js';
import { errorCodesChapter, rulingsChapter } from './chapters.js';
import { operationRemarks, requestBodyRemark } from './remarks.js';

/**
 * The contract as it is given out: its descriptions say what stands in its `x-p2-…` members, in the rulings and in the
 * profile of ID-Certs, for readers whose tools drop such members. Nothing but descriptions differs.
 */
export async function published(contract: Contract): Promise<Contract> {
  const document = structuredClone(contract);
  const read = (name: string) => readFile(join(root, 'openapi', name), 'utf8');
  for (const { operation } of listOperations(document)) {
    operation.description = paragraphs(
      operation.description,
      ...operationRemarks(document, operation),
    );
    const { requestBody: body } = operation;
    if (body) body.description = paragraphs(body.description, requestBodyRemark(body));
  }
  document.info.description = paragraphs(
    document.info.description,
    rulingsChapter(await read('rulings.md')),
    await read('id-cert.md'),
    errorCodesChapter(document),
  );
  return document;
}

function paragraphs(...texts: string[]): string {
  return `${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
