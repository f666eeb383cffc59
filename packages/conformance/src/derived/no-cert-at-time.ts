import type { Case } from '../catalogue/case.js';
import { expectError } from '../check/expect.js';
import type { CaseContext } from '../run/case-context.js';
import { at, lookUpServer, serverHistory } from '../steps/look-up.js';
import { type Derivation, deriveCase } from './derive-case.js';

const times: readonly (Pick<Case, 'title' | 'basis'> & {
  name: string;
  timeIn(context: CaseContext): number | Promise<number>;
})[] = [
  {
    name: 'at-the-epoch',
    title: 'has none at the epoch',
    basis: ['R10'],
    timeIn: () => 0,
  },
  {
    name: 'at-the-end-of-time',
    title: 'has none at the largest timestamp',
    basis: ['R2', 'R10'],
    timeIn: () => Number.MAX_SAFE_INTEGER,
  },
  {
    name: 'a-second-before-the-first',
    title: 'has none a second before its first certificate',
    basis: ['R10'],
    timeIn: async (context) => {
      const [first] = await serverHistory(context);
      return (first?.idCert.notBefore ?? 0) - 1;
    },
  },
  {
    name: 'a-second-after-the-last',
    title: 'has none a second after the current certificate expires',
    basis: ['R10'],
    timeIn: async (context) => (await lookUpServer(context)).idCert.notAfter + 1,
  },
];

/** A look-up answers 404 P2CORE_NO_CERT_AT_TIME for a time without a certificate (R10). */
export const noCertAtTime: Derivation = (operation) =>
  operation.errors.includes('P2CORE_NO_CERT_AT_TIME')
    ? times.map(({ name, title, basis, timeIn }) =>
        deriveCase(operation, name, {
          ...{ title, basis },
          async run(context) {
            const answer = await context.send(operation.operationId, at(await timeIn(context)));
            expectError(answer, 'P2CORE_NO_CERT_AT_TIME');
          },
        }),
      )
    : [];
