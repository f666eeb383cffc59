import * as p2 from './client';
import { check, env, isCertificate } from './steps';

const holding = (accessToken: string) =>
  new p2.Configuration({ basePath: env('URL'), accessToken });
const at = (token: string) => holding(env(token));
const identity = new p2.FederatedIdentityApi(at('TOKEN'));
const administrator = new p2.FederatedIdentityApi(at('ADMIN_TOKEN'));
const encryption = new p2.EncryptionApi(at('TOKEN'));
const other = new p2.OtherApi(at('TOKEN'));
const fid = env('FID');
const sessionId = env('SESSION_ID');

/** The answer to a call that the client rejects, for its status is no 2xx. */
async function refused(call: Promise<unknown>): Promise<Response> {
  try {
    await call;
  } catch (error) {
    if (error instanceof p2.ResponseError) return error.response;
    throw error;
  }
  throw new Error('not refused');
}

await check('getChallenge', async () => (await identity.getChallenge()).expires > 0);

const cert = await identity.getServerIdCert();
await check('getServerIdCert', () => isCertificate(cert));

await check('bare-pem', async () => {
  const accept: p2.InitOverrideFunction = async ({ init }) => ({
    headers: { ...init.headers, Accept: 'application/x-pem-file' },
  });
  return (await identity.getServerIdCert({}, accept)) === cert;
});

await check('getServerPublicKey', async () =>
  (await identity.getServerPublicKey()).includes('PUBLIC KEY'),
);

await check('getActorIdCerts', async () => {
  const { idcerts } = await identity.getActorIdCerts({ fid, sessionId });
  return idcerts.join() === env('ID_CERT');
});

await check('typed-404', async () => {
  const answer = await refused(identity.getActorIdCerts({ fid: 'nobody@home.example.com' }));
  const { error } = p2.ProtocolErrorFromJSON(await answer.json());
  return answer.status === 404 && error === 'P2CORE_ACTOR_NOT_FOUND';
});

await check('getKeyPackages', async () => (await encryption.getKeyPackages({ fid })).length === 1);

await check('getEvents', async () => (await other.getEvents())[0]?.n === 'core');

await check('empty-409', async () => (await refused(other.getEvents())).status === 409);

await check('updateSessionIdCert', async () => {
  const { raw } = await identity.updateSessionIdCertRaw({ body: env('ID_CERT') });
  return raw.status === 201;
});

await check('rotateServerIdentityKey', async () =>
  isCertificate(await administrator.rotateServerIdentityKey()),
);

await check('deleteSession', async () => {
  const { raw } = await identity.deleteSessionRaw({ sessionId });
  return raw.status === 204;
});

const authentication = new p2.AuthenticationApi(at('TOKEN'));
const actorName = env('ACTOR_NAME');
const authPayload = { password: env('PASSWORD') };

await check('createIdentity', async () => {
  const { fid } = await authentication.createIdentity({ registration: { actorName, authPayload } });
  return fid.startsWith(`${actorName}@`);
});

const trusted = await authentication.trustSession({
  trust: { actorName, csr: env('CSR'), authPayload },
});
await check('trustSession', () => isCertificate(trusted.idCert));

await check('revokeSessionToken', async () => {
  const holder = new p2.AuthenticationApi(holding(trusted.token));
  return (await holder.revokeSessionTokenRaw()).raw.status === 204;
});
