import { randomInt } from 'node:crypto';
import type { Handler } from '@p2core/server';
import { now } from '../clock.js';
import type { ServerPrincipal } from '../principal.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 64 characters are what the protocol recommends; 381 random bits make the string unique. */
const length = 64;

const lifetimeInSeconds = 300;

/** `GET /challenge`. The challenge is not stored, because no operation takes its signature. */
export const getChallenge: Handler<'getChallenge', ServerPrincipal> = () => ({
  status: 200,
  body: {
    challenge: Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''),
    expires: now() + lifetimeInSeconds,
  },
});
