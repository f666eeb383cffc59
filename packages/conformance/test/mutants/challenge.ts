import { inFile } from './mutant.js';

/** Challenge strings. */
export const challenge = [
  ...inFile('reference-server/dist/handlers/get-challenge.js', [
    {
      name: 'sends expires as a string',
      clause: 'R1',
      find: 'expires: now() + lifetimeInSeconds',
      replace: 'expires: String(now() + lifetimeInSeconds)',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'sends expires in milliseconds',
      clause: 'R1',
      find: 'expires: now() + lifetimeInSeconds',
      replace: 'expires: Date.now() + lifetimeInSeconds * 1000',
      caughtBy: 'getChallenge/expires-within-a-day',
    },
    {
      name: 'sends expires with a fraction',
      clause: 'R1',
      find: 'expires: now() + lifetimeInSeconds',
      replace: 'expires: now() + lifetimeInSeconds + 0.5',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'makes challenges that have expired',
      clause: 'page',
      find: 'expires: now() + lifetimeInSeconds',
      replace: 'expires: now() - 1',
      caughtBy: 'getChallenge/expires-in-the-future',
    },
    {
      name: 'makes the same challenge again',
      clause: 'page',
      find: 'alphabet[randomInt(alphabet.length)]',
      replace: "'a'",
      caughtBy: 'getChallenge/unique-in-turn',
    },
    {
      name: 'makes challenges of 31 characters',
      clause: 'page',
      find: 'length = 64',
      replace: 'length = 31',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'makes challenges of 257 characters',
      clause: 'page',
      find: 'length = 64',
      replace: 'length = 257',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'makes challenges with a hyphen',
      clause: 'page',
      find: ".join('')",
      replace: ".join('').replace(/^../, 'a-')",
      caughtBy: 'getChallenge/happy',
    },
  ]),
];
