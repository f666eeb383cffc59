import { createContractServer } from '@p2core/server';
import { createApp } from './app.js';
import { writeFixture } from './fixture.js';
import { askHomeServer } from './home-server.js';
import { ServerKeys } from './server-keys.js';
import { Store } from './store.js';

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  DOMAIN = 'localhost',
  ADMIN_TOKEN,
  FIXTURE,
} = process.env;

const store = new Store();
store.addActor(`alice@${DOMAIN}`);
const keys = await ServerKeys.create(DOMAIN);
const world = { domain: DOMAIN, store, keys, findServerIdCert: askHomeServer };
const server = createContractServer(await createApp(world, ADMIN_TOKEN));
server.on('error', ({ message }) => {
  console.error(`${message}: set PORT or HOST to a free port or address`);
  process.exitCode = 1;
});
const url = `http://${HOST}:${PORT}`;
if (FIXTURE) await writeFixture(FIXTURE, world, { url, administratorToken: ADMIN_TOKEN });
const port = Number(PORT);
if (!(port >= 0 && port < 65536)) server.emit('error', new Error('PORT is no port'));
else server.listen(port, HOST, () => console.log(`${DOMAIN} listens at ${url}`));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.close());
