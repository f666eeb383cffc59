import { operations, pathPrefix } from '@p2core/types';
import { pino } from 'pino';
import { readChaos } from '../chaos/read-chaos.js';
import { type Config, readConfig } from '../config.js';
import { nameOf } from '../reference-server.js';
import { type RunningServer, serve } from '../serve.js';
import { logCrashes } from './log-crashes.js';
import { orFail } from './on-database.js';

const standardError = 2;

/** The options of `serve`. */
interface ServeOptions {
  json: boolean;
  chaos?: string;
  seed?: string;
}

/** `p2core-server serve`: starts the server, prints its URL, and stops it at SIGINT, SIGTERM and SIGHUP. */
export async function runServe(
  env: NodeJS.ProcessEnv,
  { json, ...misbehaviour }: ServeOptions,
): Promise<void> {
  await orFail(async () => {
    const config = readConfig(env);
    const chaos = readChaos(misbehaviour);
    const tokenIsSeen = (process.stdout.isTTY && !json) || config.database === ':memory:';
    const logger = pino(pino.destination(standardError));
    logCrashes(logger);
    const running = await serve(config, logger, {
      chaos,
      accessLog: config.accessLog ? (entry) => logger.info(entry, 'request') : undefined,
      adminTokenFile: tokenIsSeen ? undefined : config.adminTokenFile,
    });
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        void running.close();
      });
    }
    const ready = describe(config, running, tokenIsSeen);
    console.log(json ? JSON.stringify(ready) : greeting(ready));
  });
}

/** The object that `--json` prints. */
interface Ready {
  domain: string;
  api: string;
  docs: string;
  contract: string;
  data: string;
  /** Whether this start made the database. */
  new: boolean;
  metrics?: string;
  admin_token?: string;
  admin_token_file?: string;
}

/** Shows the administrator's token at a terminal only; elsewhere it names the file that holds the token. */
function describe(
  config: Config,
  { url, metricsUrl, isNew, newAdminToken }: RunningServer,
  tokenIsSeen: boolean,
): Ready {
  return {
    domain: config.domain,
    api: url + pathPrefix,
    docs: `${url}/docs`,
    contract: `${url}/openapi.json`,
    data: nameOf(config),
    new: isNew,
    ...(metricsUrl && { metrics: metricsUrl }),
    ...(newAdminToken &&
      (tokenIsSeen ? { admin_token: newAdminToken } : { admin_token_file: config.adminTokenFile })),
  };
}

function greeting({ domain, api, docs, contract, data, metrics, ...ready }: Ready): string {
  const { admin_token: token, admin_token_file: file } = ready;
  const lines = [
    `The polyproto server of ${domain} is running.`,
    '',
    `  API          ${api}`,
    `  Docs         ${docs}`,
    `  Contract     ${contract}`,
    `  Data         ${data}${ready.new ? '  (new)' : ''}`,
  ];
  if (metrics) lines.push(`  Metrics      ${metrics}`);
  if (token) lines.push(`  Admin token  ${token}  (shown this once)`);
  if (file) lines.push(`  Admin token  in ${file}  (written this once)`);
  lines.push(
    '',
    'Try it:',
    '',
    `  curl ${api}${operations.getChallenge.path.slice(pathPrefix.length)}`,
    '',
  );
  return lines.join('\n');
}
