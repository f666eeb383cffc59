import { createContractServer } from '@p2core/server';
import express from 'express';
import { cannotListen, port } from './port.js';
import { router } from './router.js';

const app = express();

// Mount it before anything that parses bodies: the router reads content itself.
app.use(router);

app.use(express.json());
app.post('/hello', (request, response) => {
  response.json({ hello: request.body.name });
});

createContractServer(app).on('error', cannotListen).listen(port, '127.0.0.1');
