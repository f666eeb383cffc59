import type { Contract } from '../contract.js';
import { constStatement, typescriptFile } from '../generated-file.js';
import { callTable } from './call-table.js';
import { codeSumBody } from './code-sum.js';

/** The client's table of operations as a module. */
export function callTableModule(contract: Contract): string {
  const { prefix, refusal, retryAfter, calls } = callTable(contract);
  return typescriptFile(
    constStatement('prefix', prefix, 'The path under which all operations stand.'),
    constStatement('refusal', refusal, 'The status with which a server refuses a token.'),
    constStatement('retryAfter', retryAfter, 'The statuses of answers with a `Retry-After`.'),
    constStatement('calls', calls, 'What a call looks up of its operation; see `operation.ts`.'),
    `/** The check sum of an error code; in the table it stands for the code, which is longer. */
export function codeSum(code: string): string ${codeSumBody}`,
  );
}
