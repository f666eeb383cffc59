import { randomBytes } from 'node:crypto';
import { createContractRouter, createContractServer, unimplementedHandlers } from '@p2core/server';
import express from 'express';

const tokens = new Map([['a-token-of-alice', { roles: [], fid: 'alice@home.example.com' }]]);

const router = await createContractRouter({
  authenticate: (token) => tokens.get(token),
  handlers: {
    ...unimplementedHandlers,
    getChallenge: () => ({
      status: 200,
      body: {
        challenge: randomBytes(96).toString('base64').replace(/\W/g, ''),
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
  },
});

const http = createContractServer(express().use(router));
http.on('error', ({ message }) => {
  console.error(`${message}: set PORT to a free port`);
  process.exitCode = 1;
});
const port = Number(process.env.PORT ?? 3000);
if (port >= 0 && port < 65536) http.listen(port, '127.0.0.1', () => console.log(http.address()));
else http.emit('error', new Error('PORT is no port'));
