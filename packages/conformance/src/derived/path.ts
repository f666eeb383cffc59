import { type Operation, pathPrefix } from '@p2core/types';
import { expectError } from '../check/expect.js';
import { pathWith } from '../contract/operation-node.js';
import type { CaseContext } from '../run/case-context.js';
import { someFid } from '../run/some-fid.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf, expectTaken, sendPlain } from './plain-request.js';

/** One trailing slash of a path is ignored; otherwise paths must match exactly (R21). */
export const path: Derivation = (operation) => [
  deriveCase(operation, 'trailing-slash', {
    title: 'ignores one slash at the end of the path',
    basis: ['R21'],
    ...demandsOf(operation),
    async run(context) {
      const target = `${targetOf(context, operation)}/`;
      expectTaken(operation, await sendPlain(context, operation, { target }));
    },
  }),
  deriveCase(operation, 'path-in-upper-case', {
    title: 'answers 404 to its path in upper case',
    basis: ['R21'],
    async run({ sendAnything }) {
      const [route = ''] = operation.path.slice(pathPrefix.length).split('/{');
      const target = pathWith(operation, { fid: someFid });
      expectError(
        await sendAnything(operation.method, target.replace(route, route.toUpperCase())),
        'P2CORE_NOT_FOUND',
      );
    },
  }),
];

function targetOf({ fixture }: CaseContext, operation: Operation): string {
  return pathWith(operation, { fid: fixture.actor?.fid ?? someFid });
}
