import { setTimeout } from 'node:timers/promises';
import { ContractError } from '@p2core/server';
import { operations } from '@p2core/types';
import type { Request, Response } from 'express';
import { now } from '../clock/clock.js';
import { createServerIdentity } from '../pki/server-identity.js';
import { rewrite } from './rewrite.js';

/** The request and response of one misbehaviour. */
interface Occasion {
  request: Request;
  response: Response;
  /** The server's domain. */
  domain: string;
  /** From 0 to 1, the same for the same seed and request. */
  amount: number;
}

/** Misbehaves once. A `ContractError` that it throws is the answer; if it returns, the request goes on. */
export type Misbehave = (occasion: Occasion) => void | Promise<void>;

const day = 24 * 60 * 60;

/** The kinds of misbehaviour, by the name that `--chaos` takes. */
export const kinds = {
  /** Answers up to three seconds late. */
  delay: async ({ amount }) => {
    await setTimeout(amount * 3000);
  },
  /** 429 with `Retry-After: 1`. */
  'rate-limited': () => {
    throw new ContractError('P2CORE_RATE_LIMITED', { headers: { 'Retry-After': '1' } });
  },
  /** 503 with `Retry-After: 1`. */
  unavailable: () => {
    throw new ContractError('P2CORE_UNAVAILABLE', { headers: { 'Retry-After': '1' } });
  },
  /** Closes the connection without an answer. */
  drop: ({ response }) => {
    response.destroy();
  },
  /** Announces the whole answer and sends half of it. */
  truncate: ({ response }) => {
    response.end = ((content: Buffer | string = '') => {
      const octets = Buffer.from(content);
      response.write(octets.subarray(0, octets.length / 2), () => response.destroy());
      return response;
    }) as Response['end'];
  },
  /** R1: `expires` as a decimal string, which a client must accept. */
  'string-expires': ({ request, response }) => {
    rewrite(response, (content) => {
      if (!isAnswerOf(operations.getChallenge, request, response)) return undefined;
      const body = JSON.parse(content.toString());
      return Buffer.from(JSON.stringify({ ...body, expires: String(body.expires) }));
    });
  },
  /** R14: 204 in place of 409, which a client must treat the same. */
  'no-content': ({ response }) => {
    rewrite(response, (content) => {
      if (response.statusCode !== 409 || content.length > 0) return undefined;
      response.statusCode = 204;
      return content;
    });
  },
  /** An expired server certificate with another key. */
  'expired-certificate': async ({ request, response, domain }) => {
    const expired = { domain, notBefore: now() - 2 * day, notAfter: now() - day };
    const { certificate } = await createServerIdentity(expired);
    rewrite(response, (content) => {
      if (!isAnswerOf(operations.getServerIdCert, request, response)) return undefined;
      const isJson = content[0] === '"'.charCodeAt(0);
      return Buffer.from(isJson ? JSON.stringify(certificate) : certificate);
    });
  },
} satisfies Record<string, Misbehave>;

/** The name of a kind of misbehaviour. */
export type Kind = keyof typeof kinds;

function isAnswerOf(
  operation: { method: string; path: string },
  { method, originalUrl }: Request,
  { statusCode }: Response,
): boolean {
  const path = originalUrl.split('?')[0]?.replace(/\/$/, '');
  return statusCode === 200 && method === operation.method && path === operation.path;
}
