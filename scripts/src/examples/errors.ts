import { exampleFile } from './example-file.js';

/** One entry of the contract's `x-p2-error-codes`. */
interface RegisteredError {
  code: string;
  status: number;
  meaning: string;
  remedy: string;
}

const DETAILS: Record<string, Array<{ path: string; message: string }>> = {
  P2CORE_BAD_REQUEST: [
    { path: '/query/timestamp', message: 'must be a decimal number of seconds' },
  ],
};

/** Members of single errors. */
const MEMBERS: Record<string, object> = {
  P2CORE_KEY_MATERIAL_NOT_FOUND: { serial_numbers: ['6'] },
};

/** One example file for each error code of the registry, by file name. */
export function makeErrorExamples(registry: readonly RegisteredError[]): Record<string, string> {
  return Object.fromEntries(registry.map((entry) => [fileName(entry.code), errorFile(entry)]));
}

/** The name of an error code's example file: `P2CORE_BAD_REQUEST` stands in `error-bad-request.yaml`. */
function fileName(code: string): string {
  return `error-${code
    .replace(/^P2CORE_/, '')
    .replaceAll('_', '-')
    .toLowerCase()}.yaml`;
}

function errorFile({ code, status, meaning }: RegisteredError): string {
  const details = DETAILS[code];
  return exampleFile(firstClause(meaning), {
    errcode: status,
    error: code,
    message: meaning,
    ...(details && { details }),
    ...MEMBERS[code],
  });
}

function firstClause(sentence: string): string {
  return sentence.replace(/;.*$/s, '').replace(/\.$/, '');
}
