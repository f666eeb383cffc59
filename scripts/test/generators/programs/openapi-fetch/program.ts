import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { check, env, isCertificate } from './steps';

const client = createClient<paths>({ baseUrl: env('URL') });
const fid = env('FID');
const query = { session_id: env('SESSION_ID') };
const holding = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const as = (token: string) => holding(env(token));

await check('getChallenge', async () => {
  const { data } = await client.GET('/.p2/core/v1/challenge');
  return (data?.expires ?? 0) > 0;
});

const cert = await client.GET('/.p2/core/v1/idcert/server');
await check('getServerIdCert', () => isCertificate(cert.data));

await check('bare-pem', async () => {
  const headers = { Accept: 'application/x-pem-file' };
  const { data } = await client.GET('/.p2/core/v1/idcert/server', { headers, parseAs: 'text' });
  return data === cert.data;
});

await check('getServerPublicKey', async () => {
  const { data } = await client.GET('/.p2/core/v1/key/server');
  return data?.includes('PUBLIC KEY');
});

await check('getActorIdCerts', async () => {
  const params = { path: { fid }, query };
  const { data } = await client.GET('/.p2/core/v1/idcert/actor/{fid}', { params });
  return data?.idcerts.join() === env('ID_CERT');
});

await check('typed-404', async () => {
  const params = { path: { fid: 'nobody@home.example.com' } };
  const { error, response } = await client.GET('/.p2/core/v1/idcert/actor/{fid}', { params });
  return response.status === 404 && error?.error === 'P2CORE_ACTOR_NOT_FOUND';
});

await check('getKeyPackages', async () => {
  const params = { path: { fid } };
  const request = { params, ...as('TOKEN') };
  const { data } = await client.GET('/.p2/core/v1/keypackage/{fid}', request);
  return data?.length === 1;
});

await check('getEvents', async () => {
  const { data } = await client.GET('/.p2/core/v1/events', as('TOKEN'));
  return data?.[0]?.n === 'core';
});

await check('empty-409', async () => {
  const { response } = await client.GET('/.p2/core/v1/events', as('TOKEN'));
  return response.status === 409;
});

await check('updateSessionIdCert', async () => {
  const request = { body: env('ID_CERT'), bodySerializer: (pem: string) => pem };
  const headers = { ...as('TOKEN').headers, 'Content-Type': 'application/x-pem-file' };
  const path = '/.p2/core/v1/session/idcert/extern';
  const { response } = await client.PUT(path, { ...request, headers });
  return response.status === 201;
});

await check('rotateServerIdentityKey', async () => {
  const { data } = await client.PUT('/.p2/core/v1/key/server', as('ADMIN_TOKEN'));
  return isCertificate(data);
});

await check('deleteSession', async () => {
  const request = { params: { query }, ...as('TOKEN') };
  const { response } = await client.DELETE('/.p2/core/v1/session', request);
  return response.status === 204;
});

const name = env('ACTOR_NAME');
const auth_payload = { password: env('PASSWORD') };

await check('createIdentity', async () => {
  const body = { actor_name: name, auth_payload };
  const { data } = await client.POST('/.p2/core/v1/register', { body });
  return data?.fid.startsWith(`${name}@`);
});

const body = { actor_name: name, csr: env('CSR'), auth_payload };
const trusted = await client.POST('/.p2/core/v1/session/trust', { body });
await check('trustSession', () => isCertificate(trusted.data?.id_cert));

await check('revokeSessionToken', async () => {
  const request = holding(trusted.data?.token ?? '');
  const { response } = await client.PUT('/.p2/core/v1/session/revoke', request);
  return response.status === 204;
});
