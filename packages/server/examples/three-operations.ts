import { randomBytes } from 'node:crypto';
import { createContractRouter, createContractServer, unimplemented } from '@p2core/server';
import express from 'express';

const tokens = new Map([['a-token-of-alice', { roles: [], fid: 'alice@home.example.com' }]]);

const router = await createContractRouter({
  authenticate: (token) => tokens.get(token),
  handlers: {
    getChallenge: () => ({
      status: 200,
      body: {
        challenge: randomBytes(96)
          .toString('base64')
          .replace(/[^A-Za-z0-9]/g, ''),
        expires: Math.floor(Date.now() / 1000) + 300,
      },
    }),
    getActorIdCerts: ({ parameters }) =>
      parameters.fid === 'alice@home.example.com'
        ? { status: 200, body: { idcerts: [], invalidated: [], invalidated_at: [] } }
        : { error: 'P2CORE_ACTOR_NOT_FOUND' },
    deleteSession: ({ parameters }, { principal }) => ({
      error: 'P2CORE_SESSION_NOT_FOUND',
      message: `${principal.fid} has no session ${parameters.session_id}.`,
    }),
    rotateServerIdentityKey: unimplemented,
    getServerIdCert: unimplemented,
    getServerPublicKey: unimplemented,
    updateSessionIdCert: unimplemented,
  },
});

const server = createContractServer(express().use(router));
server.on('error', ({ message }) => {
  console.error(`${message}: set PORT to a free port`);
  process.exitCode = 1;
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(server.address()));
