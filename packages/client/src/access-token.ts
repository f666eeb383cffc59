import { Failure, reasonOf } from './failure.js';
import type { AccessToken } from './options.js';
import type { RawAnswer, WireRequest } from './transport.js';

/** A bearer token of RFC 6750. */
const bearerToken = /^[\w\-.~+/]+=*$/;

const rule = 'the access token is not a bearer token of RFC 6750';

/** Throws where the token could never be sent. */
export function checkToken(token: AccessToken | undefined): void {
  if (typeof token === 'string' && !bearerToken.test(token)) throw new TypeError(rule);
}

/**
 * Sends a request with the access token, and once more where the server refuses the token and `source` has another.
 *
 * @param secrets gets each token that is used
 * @param refusal the status with which a server refuses a token
 */
export async function sendAuthorized(
  request: WireRequest,
  send: () => Promise<RawAnswer>,
  source: AccessToken,
  refusal: number | undefined,
  secrets: string[],
): Promise<RawAnswer> {
  const attach = async (refused?: string) => {
    const token = await getToken(source, refused);
    secrets.push(token);
    request.headers.Authorization = `Bearer ${token}`;
    return token;
  };
  const token = await attach();
  const answer = await send();
  if (answer.status !== refusal || typeof source === 'string') return answer;
  return (await attach(token)) === token ? answer : send();
}

async function getToken(source: AccessToken, refused?: string): Promise<string> {
  try {
    const token = typeof source === 'string' ? source : await source(refused);
    if (typeof token === 'string' && bearerToken.test(token)) return token;
  } catch (cause) {
    throw new Failure('NOT_SENT', `there is no access token: ${reasonOf(cause)}`, cause);
  }
  throw new Failure('NOT_SENT', rule);
}
