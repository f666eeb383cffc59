import { connect } from 'node:tls';
import { operations } from '@p2core/types';
import type { Fixture } from '../fixture/fixture.js';
import type { Answer } from '../http/answer.js';
import { buildRequest } from '../http/build-request.js';
import { exchange } from '../http/exchange.js';
import { UsageError } from './usage-error.js';

/**
 * Sends the server a first request, before any case runs.
 *
 * @throws {UsageError} where nothing answers, or the answer redirects to another URL
 */
export async function reach({ url }: Fixture, timeout: number): Promise<void> {
  const { origin, pathname } = new URL(url);
  const { method, path } = operations.getChallenge;
  const request = buildRequest(origin, method, pathname.replace(/\/$/, '') + path, {});
  let answer: Answer;
  try {
    answer = await exchange(request, AbortSignal.timeout(timeout));
  } catch (error) {
    const { message, code = '', errors } = error as Error & { code?: string; errors?: Error[] };
    if (await speaksTls(url, timeout)) {
      throw new UsageError(`${url} speaks TLS: give https:// in place of http://`);
    }
    if (code === 'ECONNRESET') return; // something answers, and the cases judge it
    const given = message || errors?.[0]?.message || code;
    const [, reason] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
    const told = code === 'ABORT_ERR' ? `no answer within ${timeout} ms` : (reason ?? given);
    throw new UsageError(`there is no server to test at ${url}: ${told}`);
  }
  const location = answer.headers.get('Location');
  if (answer.status >= 300 && answer.status < 400 && location !== null) {
    throw new UsageError(`${url} redirects to ${location}: give the URL of the server itself`);
  }
}

/** Words for Node's errors where no answer comes, with the remedy. */
const reasons: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'its host is unknown; check the spelling and DNS'],
  [/^ECONNREFUSED$/, 'nothing listens there; start the server, and check the port'],
  [/WRONG_VERSION_NUMBER$|^EPROTO$/, 'it does not speak TLS; give http:// in place of https://'],
  [/^HPE_/, 'it does not speak HTTP; check the port'],
  [
    /SELF_SIGNED|UNABLE_TO_|^CERT_UNTRUSTED$/,
    "its TLS certificate is by an unknown CA; name the CA's certificate in NODE_EXTRA_CA_CERTS=<PEM file>",
  ],
  [/^CERT_HAS_EXPIRED$/, 'its TLS certificate has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its TLS certificate is for another host'],
];

/** Whether a server that was asked without TLS speaks TLS. */
function speaksTls(url: string, timeout: number): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'https:') return Promise.resolve(false);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false });
    const end = (speaks: boolean) => {
      socket.destroy();
      resolve(speaks);
    };
    socket.setTimeout(timeout, () => end(false));
    socket.once('secureConnect', () => end(true)).once('error', () => end(false));
  });
}
