import { on, values, where } from './harness/faults.js';
import { tokenOf } from './harness/message.js';
import type { WrongServer } from './wrong-server.js';

/** Faults in every answer of a kind, and in every request with a token. */
export const everyAnswer: readonly WrongServer[] = [
  {
    name: 'delivers each event twice, in every answer',
    clause: 'R16',
    caughtBy: 'getEvents/numbers-rise',
    fault: on(
      'getEvents',
      values((events: unknown[]) => events.flatMap((event) => [event, event])),
    ),
  },
  {
    name: 'always gives the first challenge',
    clause: 'contract',
    caughtBy: 'getChallenge/never-twice',
    fault: () => {
      let first: unknown;
      return on(
        'getChallenge',
        values((challenge) => {
          first ??= challenge;
          return first;
        }),
      )();
    },
  },
  {
    name: 'refuses every token',
    clause: 'page',
    caughtBy: 'any/fixture-tokens',
    fault: where(
      (request) => tokenOf(request) !== undefined,
      () => (_request, healthy) => healthy.error('P2CORE_UNAUTHORIZED'),
    ),
  },
];
