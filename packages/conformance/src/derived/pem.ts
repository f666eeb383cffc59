import type { Operation } from '@p2core/types';
import { readPem, writePem } from '../certificates/pem.js';
import { expectEqual, expectSuccess, expectThat } from '../check/expect.js';
import { pemType } from '../contract/operation.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { answerTypes, demandsOf, sendPlain } from './plain-request.js';

/** A server writes a PEM in one form, as a JSON string and bare (R5). */
export const pem: Derivation = (operation) => {
  if (operation.method !== 'GET' || !answerTypes(operation).includes(pemType)) return [];
  return [
    deriveCase(operation, 'last-line-feed', {
      title: 'ends the PEM with a line feed, as openssl does',
      level: 'SHOULD',
      ...demandsOf(operation),
      async run(context) {
        const { text, answer } = await askFor(operation, context);
        const end = JSON.stringify(text.slice(-20));
        expectThat(text.endsWith('-----\n'), 'a line feed at the end', end, answer);
      },
    }),
    deriveCase(operation, 'lines-of-64', {
      title: 'writes the PEM in lines of 64 characters (RFC 7468 section 2)',
      ...demandsOf(operation),
      async run(context) {
        const { text, answer } = await askFor(operation, context);
        const label = /-----BEGIN ([^-]+)-----/.exec(text)?.[1] ?? '';
        const again = writePem(label, readPem(label, text));
        expectEqual(text.trimEnd(), again.trimEnd(), 'the PEM', answer);
      },
    }),
    deriveCase(operation, 'same-in-every-form', {
      title: 'gives the same PEM as a JSON string and bare',
      basis: ['R5'],
      ...demandsOf(operation),
      async run(context) {
        const { text } = await askFor(operation, context);
        for (const type of answerTypes(operation).filter((one) => one !== 'application/json')) {
          const answer = await sendPlain(context, operation, { headers: { Accept: type } });
          expectSuccess(answer);
          expectEqual(answer.text.trimEnd(), text.trimEnd(), `as ${type}, the PEM`, answer);
        }
      },
    }),
  ];
};

async function askFor(
  operation: Operation,
  context: CaseContext,
): Promise<{ text: string; answer: Answer }> {
  const answer = await sendPlain(context, operation);
  expectSuccess(answer);
  return { text: String(answer.json), answer };
}
