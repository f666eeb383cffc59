/** Runs one kind of server in a process of its own, and prints its URL. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as bareExpress from './bare-express.js';
import * as contract from './contract.js';
import * as stockValidator from './stock-validator.js';

const variants = {
  'bare Express': bareExpress,
  'stock validator': stockValidator,
  stubs: contract,
};

const { createApp } = variants[process.argv[2] as keyof typeof variants];
const server = createServer(await createApp());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ api: `http://127.0.0.1:${port}` }));
});
