import { createContractServer } from '@p2core/server';
import fastify from 'fastify';
import { cannotListen, port } from './port.js';
import { router } from './router.js';

const app = fastify({
  // Fastify answers all other requests.
  serverFactory: (answer) =>
    createContractServer((request, response) =>
      router(request, response, () => answer(request, response)),
    ),
});

app.post<{ Body: { name: string } }>('/hello', ({ body }) => ({ hello: body.name }));

await app.listen({ port, host: '127.0.0.1' }).catch(cannotListen);
