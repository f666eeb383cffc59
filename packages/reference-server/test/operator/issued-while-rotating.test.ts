/** ID-Certs that are signed while the server's key is rotated (R19, R20). */
import { X509Certificate } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { generateKeyPair } from '../../src/pki/keys.js';
import { issueForSession } from '../../src/sessions/issue-for-session.js';
import { FormerSignerError } from '../../src/store/errors.js';
import { Sessions } from '../../src/store/sessions/sessions.js';
import { newActor } from '../support/actors.js';
import { newActorWithPassword, outcome, trust } from '../support/log-in.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

/** Issues an ID-Cert for a new session; `meanwhile` runs between signing and recording. */
async function issue(meanwhile: (attempt: number) => Promise<unknown>) {
  const { identities, store } = server.operator;
  const fid = await newActor(server);
  const { publicKey } = generateKeyPair();
  let attempts = 0;
  const idCert = await issueForSession(
    identities,
    { fid, sessionId: 'phone', publicKey },
    async (signed) => {
      attempts += 1;
      await meanwhile(attempts);
      const session = { fid, sessionId: 'phone', tokenHash: fid, createdAt: signed.notBefore };
      await store.sessions.add({ ...session, idCert: signed });
      return signed;
    },
  );
  const { certificate = '' } = (await identities.validAt(String(idCert.notBefore))) ?? {};
  const isFound = new X509Certificate(idCert.pem).verify(
    new X509Certificate(certificate).publicKey,
  );
  return { attempts, isFound };
}

test('a rotation in the second of the one before, between signing and recording: signed anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  server = await startServer();
  const { identities } = server.operator;
  await identities.rotate();
  const issued = await issue(async (attempt) => attempt === 1 && identities.rotate());
  expect(issued).toEqual({ attempts: 2, isFound: true });
});

test('a rotation after recording leaves the ID-Cert as it is', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  server = await startServer();
  const { identities } = server.operator;
  await identities.rotate();
  const issued = await issue(async () => {});
  await identities.rotate();
  expect(issued).toEqual({ attempts: 1, isFound: true });
});

test('rotations at each attempt: the key of the second before signs', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  server = await startServer();
  const { identities } = server.operator;
  await identities.rotate();
  expect(await issue(() => identities.rotate())).toEqual({ attempts: 2, isFound: true });
});

test('where that happens again and again, a session is not begun: 503, and the same again succeeds', async () => {
  server = await startServer();
  const fid = await newActorWithPassword(server);
  const trustOnce = vi.spyOn(Sessions.prototype, 'trust');
  trustOnce.mockRejectedValue(new FormerSignerError());
  const refused = await trust(server, fid);
  expect([outcome(refused), refused.headers['retry-after']]).toEqual([
    '503 P2CORE_UNAVAILABLE',
    '1',
  ]);
  expect(trustOnce).toHaveBeenCalledTimes(3);
  trustOnce.mockRestore();
  expect(outcome(await trust(server, fid))).toBe('201');
});
