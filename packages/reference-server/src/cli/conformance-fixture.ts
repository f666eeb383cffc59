import { readConfig } from '../config.js';
import { makeConformanceFixture } from '../operator/conformance-fixture.js';
import { OperatorError } from '../operator/errors.js';
import { onDatabase } from './on-database.js';

/** The options of `conformance-fixture`. */
interface ConformanceFixtureOptions {
  url?: string;
}

/**
 * `p2core-server conformance-fixture`: makes the actors and sessions that the conformance kit needs, and prints the
 * kit's fixture.
 */
export async function runConformanceFixture(
  env: NodeJS.ProcessEnv,
  options: ConformanceFixtureOptions,
): Promise<void> {
  await onDatabase(env, true, async (server, print) => {
    const url = options.url ?? urlOf(env);
    if (!URL.canParse(url)) {
      throw new OperatorError(`--url must be a URL such as http://127.0.0.1:3000, not ${url}`);
    }
    const { adminToken: administratorToken } = server.config;
    print(await makeConformanceFixture(server, { url, administratorToken }), '');
    if (administratorToken === undefined) {
      console.error(
        "Without the administrator's token: set P2CORE_ADMIN_TOKEN to have rotation tested too.",
      );
    }
  });
}

function urlOf(env: NodeJS.ProcessEnv): string {
  const { host, port } = readConfig(env);
  if (port === 0) throw new OperatorError('name the running server, with --url');
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
