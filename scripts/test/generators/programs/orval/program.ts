import * as p2 from './client';
import { check, env, isCertificate } from './steps';

const fid = env('FID');
const query = { session_id: env('SESSION_ID') };
const holding = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const as = (token: string) => holding(env(token));

await check('getChallenge', async () => {
  const answer = await p2.getChallenge();
  return answer.status === 200 && answer.data.expires > 0;
});

const cert = await p2.getServerIdCert();
await check('getServerIdCert', () => cert.status === 200 && isCertificate(cert.data));

await check('bare-pem', async () => {
  const headers = { Accept: 'application/x-pem-file' };
  const answer = await p2.getServerIdCert({}, { headers });
  return answer.data === cert.data;
});

await check('getServerPublicKey', async () => {
  const answer = await p2.getServerPublicKey();
  return answer.status === 200 && answer.data.includes('PUBLIC KEY');
});

await check('getActorIdCerts', async () => {
  const answer = await p2.getActorIdCerts(fid, query);
  return answer.status === 200 && answer.data.idcerts.join() === env('ID_CERT');
});

await check('typed-404', async () => {
  const answer = await p2.getActorIdCerts('nobody@home.example.com');
  return answer.status === 404 && answer.data.error === 'P2CORE_ACTOR_NOT_FOUND';
});

await check('getKeyPackages', async () => {
  const answer = await p2.getKeyPackages(fid, as('TOKEN'));
  return answer.status === 200 && answer.data.length === 1;
});

await check('getEvents', async () => {
  const answer = await p2.getEvents({}, as('TOKEN'));
  return answer.status === 200 && answer.data[0]?.n === 'core';
});

await check('empty-409', async () => {
  const answer = await p2.getEvents({}, as('TOKEN'));
  return answer.status === 409;
});

await check('updateSessionIdCert', async () => {
  const answer = await p2.updateSessionIdCert(env('ID_CERT'), as('TOKEN'));
  return answer.status === 201;
});

await check('rotateServerIdentityKey', async () => {
  const answer = await p2.rotateServerIdentityKey(as('ADMIN_TOKEN'));
  return answer.status === 200 && isCertificate(answer.data);
});

await check('deleteSession', async () => {
  const answer = await p2.deleteSession(query, as('TOKEN'));
  return answer.status === 204;
});

const name = env('ACTOR_NAME');
const auth_payload = { password: env('PASSWORD') };

await check('createIdentity', async () => {
  const answer = await p2.createIdentity({ actor_name: name, auth_payload });
  return answer.status === 201 && answer.data.fid.startsWith(`${name}@`);
});

const trusted = await p2.trustSession({ actor_name: name, csr: env('CSR'), auth_payload });
await check('trustSession', () => trusted.status === 201 && isCertificate(trusted.data.id_cert));

await check('revokeSessionToken', async () => {
  if (trusted.status !== 201) return false;
  const answer = await p2.revokeSessionToken(holding(trusted.data.token));
  return answer.status === 204;
});
