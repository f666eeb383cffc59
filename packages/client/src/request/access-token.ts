import { Failure, reasonOf } from '../answer/failure.js';
import { refusal } from '../generated/call-table.js';
import type { AccessToken } from '../options.js';
import type { RawAnswer, WireRequest } from './transport.js';

/** A bearer token of RFC 6750. */
const bearerToken = /^[\w\-.~+/]+=*$/;

const rule = 'the access token is not a bearer token of RFC 6750';

/** Throws a `TypeError` where the token is not a bearer token of RFC 6750. */
export function checkToken(token: AccessToken | undefined): void {
  if (typeof token === 'string' && !bearerToken.test(token)) throw new TypeError(rule);
}

/**
 * Makes a function that sends a request with the access token. If the server refuses the token and `source` is a
 * function, it calls `source` once more, and sends the request again if that gives another token.
 *
 * @param secrets receives each token that is used
 */
export function authorize(
  request: WireRequest,
  send: () => Promise<RawAnswer>,
  source: AccessToken,
  secrets: string[],
): () => Promise<RawAnswer> {
  let token: string | undefined;
  let isRenewed = false;
  const attach = async () => {
    const refused = token;
    token = await getToken(source, refused);
    secrets.push(token);
    request.headers.Authorization = `Bearer ${token}`;
    return token !== refused;
  };
  return async () => {
    if (!token) await attach();
    const answer = await send();
    if (answer.status !== refusal || isRenewed) return answer;
    isRenewed = true;
    return (await attach()) ? send() : answer;
  };
}

async function getToken(source: AccessToken, refused?: string): Promise<string> {
  try {
    const token = typeof source === 'string' ? source : await source(refused);
    if (typeof token === 'string' && bearerToken.test(token)) return token;
  } catch (cause) {
    throw new Failure('NOT_SENT', `no access token: ${reasonOf(cause)}`, cause);
  }
  throw new Failure('NOT_SENT', rule);
}
