/** Runs one variant as a process of its own. Over IPC it tells its port, and its CPU time in µs each time it is asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as bareExpress from './bare-express.js';
import * as contract from './contract.js';
import * as stockValidator from './stock-validator.js';

const variants = { 'bare-express': bareExpress, contract, 'stock-validator': stockValidator };

const { createApp } = variants[process.argv[2] as keyof typeof variants];
const server = createServer(await createApp());
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
