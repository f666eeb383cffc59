import { setTimeout as sleep } from 'node:timers/promises';
import { readServerIdCert } from '../certificates/server-id-cert.js';
import { expectSuccess } from '../check/expect.js';
import type { CaseContext } from '../run/case-context.js';
import { timeOf } from '../run/clock.js';
import { judge, lookUpServer, type ServerLookUp } from './look-up.js';

/** Rotates the server's key; the answer is the new certificate, which must keep the rules. */
export async function rotate({ send }: CaseContext): Promise<ServerLookUp> {
  const answer = await send('rotateServerIdentityKey');
  expectSuccess(answer);
  const pem = String(answer.json);
  return { answer, pem, idCert: judge(answer, () => readServerIdCert(pem)) };
}

/**
 * Rotates the key in a later second than the one in which the certificate before was seen, so that there is a time at
 * which that one was current.
 */
export async function rotateLater(
  context: CaseContext,
): Promise<{ before: ServerLookUp; time: number; after: ServerLookUp }> {
  const before = await lookUpServer(context);
  const time = timeOf(before.answer);
  while (timeOf(await context.send('getChallenge')) <= time) await sleep(100);
  return { before, time, after: await rotate(context) };
}
