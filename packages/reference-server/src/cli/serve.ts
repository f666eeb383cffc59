import { operations, pathPrefix } from '@p2core/types';
import { pino } from 'pino';
import { readChaos } from '../chaos/read-chaos.js';
import { type Config, readConfig } from '../config.js';
import { type RunningServer, serve } from '../serve.js';
import { orFail } from './on-database.js';

const standardError = 2;

/** The options of `serve`. */
export interface ServeOptions {
  json: boolean;
  chaos?: string;
  seed: string;
}

/** `p2core-server serve`: starts the server, says where it is, and stops it at SIGINT and SIGTERM. */
export async function runServe(
  env: NodeJS.ProcessEnv,
  { json, ...misbehaviour }: ServeOptions,
): Promise<void> {
  await orFail(async () => {
    const config = readConfig(env);
    const chaos = readChaos(misbehaviour);
    const running = await serve(config, pino(pino.destination(standardError)), { chaos });
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        void running.close();
      });
    }
    console.log(json ? JSON.stringify(describe(config, running)) : greeting(config, running));
  });
}

function describe(config: Config, { url, metricsUrl, newAdminToken }: RunningServer) {
  return {
    domain: config.domain,
    api: url + pathPrefix,
    docs: `${url}/docs`,
    contract: `${url}/openapi.json`,
    data: config.database.startsWith('postgres') ? 'PostgreSQL' : config.database,
    ...(metricsUrl && { metrics: metricsUrl }),
    ...(newAdminToken && { admin_token: newAdminToken }),
  };
}

function greeting(config: Config, running: RunningServer): string {
  const { api, docs, contract, data, metrics, admin_token: token } = describe(config, running);
  const lines = [
    `The polyproto server of ${config.domain} is running.`,
    '',
    `  API          ${api}`,
    `  Docs         ${docs}`,
    `  Contract     ${contract}`,
    `  Data         ${data}`,
  ];
  if (metrics) lines.push(`  Metrics      ${metrics}`);
  if (token) lines.push(`  Admin token  ${token}  (shown this once)`);
  lines.push('', 'Try it:', '', `  curl ${running.url}${operations.getChallenge.path}`, '');
  return lines.join('\n');
}
