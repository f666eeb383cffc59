import { createClient } from './client/client';
import * as p2 from './client/sdk.gen';
import { check, env, isCertificate } from './steps';

const sessionId = env('SESSION_ID');
const fid = env('FID');
const client = createClient({ baseUrl: env('URL'), auth: env('TOKEN') });
const query = { session_id: sessionId };

await check('getChallenge', async () => {
  const { data } = await p2.getChallenge({ client });
  return (data?.expires ?? 0) > 0;
});

const cert = await p2.getServerIdCert({ client });
await check('getServerIdCert', () => isCertificate(cert.data));

await check('bare-pem', async () => {
  const headers = { Accept: 'application/x-pem-file' };
  const { data } = await p2.getServerIdCert({ client, headers, parseAs: 'text' });
  return data === cert.data;
});

await check('getServerPublicKey', async () => {
  const { data } = await p2.getServerPublicKey({ client });
  return data?.includes('PUBLIC KEY');
});

await check('getActorIdCerts', async () => {
  const { data } = await p2.getActorIdCerts({ client, path: { fid }, query });
  return data?.idcerts.length === 1 && data.idcerts[0] === env('ID_CERT');
});

await check('typed-404', async () => {
  const path = { fid: 'nobody@home.example.com' };
  const { error, response } = await p2.getActorIdCerts({ client, path });
  return response?.status === 404 && error?.error === 'P2CORE_ACTOR_NOT_FOUND';
});

await check('getKeyPackages', async () => {
  const { data } = await p2.getKeyPackages({ client, path: { fid } });
  return data?.length === 1;
});

await check('getEvents', async () => {
  const { data } = await p2.getEvents({ client });
  return data?.[0]?.n === 'core';
});

await check('empty-409', async () => {
  const { response } = await p2.getEvents({ client });
  return response?.status === 409;
});

await check('updateSessionIdCert', async () => {
  const headers = { 'Content-Type': 'application/x-pem-file' };
  const bare = { headers, bodySerializer: null };
  const { response } = await p2.updateSessionIdCert({ client, body: env('ID_CERT'), ...bare });
  return response?.status === 201;
});

await check('rotateServerIdentityKey', async () => {
  const { data } = await p2.rotateServerIdentityKey({ client, auth: env('ADMIN_TOKEN') });
  return isCertificate(data);
});

await check('deleteSession', async () => {
  const { response } = await p2.deleteSession({ client, query });
  return response?.status === 204;
});

const name = env('ACTOR_NAME');
const auth_payload = { password: env('PASSWORD') };

await check('createIdentity', async () => {
  const { data } = await p2.createIdentity({ client, body: { actor_name: name, auth_payload } });
  return data?.fid.startsWith(`${name}@`);
});

const body = { actor_name: name, csr: env('CSR'), auth_payload };
const trusted = await p2.trustSession({ client, body });
await check('trustSession', () => isCertificate(trusted.data?.id_cert));

await check('revokeSessionToken', async () => {
  const { response } = await p2.revokeSessionToken({ client, auth: trusted.data?.token });
  return response?.status === 204;
});
