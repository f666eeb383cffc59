import { on, values } from './harness/faults.js';
import type { NewFault, WrongServer } from './wrong-server.js';

interface Challenge {
  challenge: string;
  expires: number;
}

const makes = (change: (challenge: Challenge) => object): NewFault =>
  on('getChallenge', values(change));

const expiring = (expires: (right: number) => unknown): NewFault =>
  makes((one) => ({ ...one, expires: expires(one.expires) }));

const reading = (read: (right: string) => string): NewFault =>
  makes((one) => ({ ...one, challenge: read(one.challenge) }));

const secondsNow = () => Math.floor(Date.now() / 1000);

/** Faults in challenges. */
export const challenge: readonly WrongServer[] = [
  {
    name: 'sends expires as a string',
    clause: 'R1',
    caughtBy: 'getChallenge/happy',
    fault: expiring(String),
  },
  {
    name: 'sends expires in milliseconds',
    clause: 'R1',
    caughtBy: 'getChallenge/expires-within-a-day',
    fault: expiring((expires) => Date.now() + (expires - secondsNow()) * 1000),
  },
  {
    name: 'sends expires with a fraction',
    clause: 'R1',
    caughtBy: 'getChallenge/happy',
    fault: expiring((expires) => expires + 0.5),
  },
  {
    name: 'makes challenges that have expired',
    clause: 'page',
    caughtBy: 'getChallenge/expires-in-the-future',
    fault: expiring(() => secondsNow() - 1),
  },
  {
    name: 'gives the same challenge again',
    clause: 'page',
    caughtBy: 'getChallenge/unique-in-turn',
    fault: reading((right) => 'a'.repeat(right.length)),
  },
  {
    name: 'makes challenges of 31 characters',
    clause: 'page',
    caughtBy: 'getChallenge/happy',
    fault: reading((right) => right.slice(0, 31)),
  },
  {
    name: 'makes challenges of 257 characters',
    clause: 'page',
    caughtBy: 'getChallenge/happy',
    fault: reading((right) => right.repeat(5).slice(0, 257)),
  },
  {
    name: 'makes challenges with a hyphen',
    clause: 'page',
    caughtBy: 'getChallenge/happy',
    fault: reading((right) => right.replace(/^../, 'a-')),
  },
];
