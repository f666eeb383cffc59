/** KeyPackages of the kit's own sessions. */

import type { ErrorCode } from '@p2core/types';
import type { CaseDefinition } from '../catalogue/case.js';
import { expectError, expectStatus, expectSuccess } from '../check/expect.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { Answer } from '../http/answer.js';
import { type KeyPackageOptions, makeKeyPackage } from '../mls/make-key-package.js';
import { readKeyPackage } from '../mls/read-key-package.js';
import type { CaseContext } from '../run/case-context.js';

/** A new KeyPackage of a session, Base64. */
export function keyPackageOf(
  { now }: CaseContext,
  { idCert, keyPair: { privateKey } }: Pick<OwnSession, 'idCert' | 'keyPair'>,
  options: Partial<KeyPackageOptions> = {},
): string {
  return makeKeyPackage({ idCert, privateKey, now: now(), ...options });
}

/** Brings so many new KeyPackages of a session to the server. */
export async function addFor(
  context: CaseContext,
  session: OwnSession,
  count: number,
): Promise<string[]> {
  const json = Array.from({ length: count }, () => keyPackageOf(context, session));
  const { token } = session;
  expectStatus(await context.send('addKeyPackages', { token, json }), 201);
  return json;
}

/** Gives a session a new last resort. Returns it. */
export async function setLastResort(context: CaseContext, session: OwnSession): Promise<string> {
  const json = keyPackageOf(context, session);
  const { token } = session;
  expectStatus(await context.send('replaceLastResortKeyPackage', { token, json }), 204);
  return json;
}

/** Asks so many times for an actor's KeyPackages. Returns all that came, in order, read. */
export async function takenOf(
  { send }: CaseContext,
  fid: string,
  count: number,
  token: string,
): Promise<{ text: string; signatureKey: string }[]> {
  const taken: { text: string; signatureKey: string }[] = [];
  for (let number = 0; number < count; number++) {
    const answer = await send('getKeyPackages', { path: { fid }, token });
    expectSuccess(answer);
    for (const text of answer.json as string[]) {
      const { signatureKey } = readKeyPackage(Buffer.from(text, 'base64'));
      taken.push({ text, signatureKey });
    }
  }
  return taken;
}

/** A KeyPackage of a session, with something wrong with it. */
type Special = (context: CaseContext, session: OwnSession) => string | Promise<string>;

/** A case: a KeyPackage such as `make` makes for a session is refused with this code, as one of the stock. */
export function refusesKeyPackage(special: string, code: ErrorCode, make: Special): CaseDefinition {
  return refuses(`refuses a KeyPackage ${special}`, code, async (context, session) => {
    const json = [await make(context, session)];
    return context.send('addKeyPackages', { token: session.token, json });
  });
}

/** The same as the last resort. */
export function refusesLastResort(special: string, code: ErrorCode, make: Special): CaseDefinition {
  return refuses(`refuses a last resort ${special}`, code, async (context, session) => {
    const json = await make(context, session);
    return context.send('replaceLastResortKeyPackage', { token: session.token, json });
  });
}

function refuses(
  title: string,
  code: ErrorCode,
  send: (context: CaseContext, session: OwnSession) => Promise<Answer>,
): CaseDefinition {
  return {
    title,
    ...{ level: 'MUST', basis: ['R34'], needs: ['registration'], effect: 'changes' },
    async run(context) {
      expectError(await send(context, await context.enrolment.session(context)), code);
    },
  };
}
