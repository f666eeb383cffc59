import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, listOperations } from '../codegen/contract.js';
import { root } from '../workspace.js';
import { errorCodesChapter, rulingsChapter } from './chapters.js';
import { sayOtherMethodsOnce } from './other-methods.js';
import { anyErrorRemark, list, operationRemarks, requestBodyRemark } from './remarks.js';
import { addCodeSamples } from './samples/index.js';

/**
 * The contract in its published form. Its descriptions also contain the `x-p2-…` members, the rulings and the profile of
 * ID-Certs, because many tools drop such members. It also has the error codes as an open enumeration, code samples, and
 * the answer to other methods (405) in one place.
 */
export async function published(contract: Contract): Promise<Contract> {
  const document = structuredClone(contract);
  sayOtherMethodsOnce(document);
  const read = (name: string) => readFile(join(root, 'openapi', name), 'utf8');
  for (const { operation } of listOperations(document)) {
    operation.description = paragraphs(
      operation.description,
      ...operationRemarks(document, operation),
    );
    const { requestBody: body } = operation;
    if (body) body.description = paragraphs(body.description, requestBodyRemark(body));
  }
  describeErrors(document);
  addCodeSamples(document);
  document.info.description = paragraphs(
    document.info.description,
    rulingsChapter(await read('rulings.md')),
    await read('id-cert.md'),
    errorCodesChapter(document),
  );
  return document;
}

/** Uses `x-extensible-enum`: an `enum` would forbid future codes, and generators fail on `anyOf` of strings. */
function describeErrors({ components, 'x-p2-error-codes': registry }: Contract): void {
  const { ProtocolError } = components.schemas as { ProtocolError: ProtocolError };
  const { error } = ProtocolError.properties;
  const codes = registry.map(({ code }) => code);
  error.description = `${error.description} The codes of this version: ${list(codes)}.`;
  Object.assign(error, { 'x-extensible-enum': codes });
  const { AnyError } = components.responses as { AnyError: { description: string } };
  AnyError.description = paragraphs(AnyError.description, anyErrorRemark(registry));
}

interface ProtocolError {
  properties: { error: { description: string } };
}

function paragraphs(...texts: string[]): string {
  return `${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
