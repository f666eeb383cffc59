import { getRequestListener } from '@hono/node-server';
import { createContractServer } from '@p2core/server';
import { Hono } from 'hono';
import { cannotListen, port } from './port.js';
import { router } from './router.js';

const app = new Hono();

app.post('/hello', async (context) => {
  const { name } = await context.req.json<{ name: string }>();
  return context.json({ hello: name });
});

// Hono answers all other requests.
const answer = getRequestListener(app.fetch);
createContractServer((request, response) =>
  router(request, response, () => answer(request, response)),
)
  .on('error', cannotListen)
  .listen(port, '127.0.0.1');
