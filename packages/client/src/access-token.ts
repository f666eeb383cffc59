import { Failure, reasonOf } from './failure.js';
import type { AccessToken } from './options.js';
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
 * @param refusal the status with which a server refuses a token
 * @param secrets receives each token that is used
 */
export function authorize(
  request: WireRequest,
  send: () => Promise<RawAnswer>,
  source: AccessToken,
  refusal: number | undefined,
  secrets: string[],
): () => Promise<RawAnswer> {
  let token: string | undefined;
  let isRenewed = typeof source === 'string';
  const attach = async (refused?: string) => {
    token = await getToken(source, refused);
    secrets.push(token);
    request.headers.Authorization = `Bearer ${token}`;
  };
  return async () => {
    if (token === undefined) await attach();
    const answer = await send();
    if (answer.status !== refusal || isRenewed) return answer;
    isRenewed = true;
    const refused = token;
    await attach(refused);
    return token === refused ? answer : send();
  };
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
