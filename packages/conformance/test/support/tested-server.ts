import { freePort } from '@p2core/testing/free-port';
import { pathPrefix } from '@p2core/types';
import { Cli, type ServeProcess } from '../../../reference-server/test/support/cli.js';
import type { Fixture } from '../../src/fixture/fixture.js';

const homeDomain = 'other.example.org';

/** A reference server in a process of its own, with the fixture that its command prints. */
export interface TestedServer {
  url: string;
  fixture: Fixture;
  /** Runs one of the server's commands on its database. */
  cli: Cli;
  /** Makes another fixture, for a run uses one up. */
  newFixture(): Promise<Fixture>;
  close(): Promise<void>;
}

/**
 * Starts a reference server, and another one that is the home server of a foreign actor with a session at the first.
 *
 * @param env environment variables that override the tests' defaults, such as `P2CORE_DATABASE`
 */
export async function startTestedServer(env: NodeJS.ProcessEnv = {}): Promise<TestedServer> {
  const home = new Cli({ P2CORE_DOMAIN: homeDomain, P2CORE_RATE_LIMIT: 'off' });
  const homeUrl = urlOf(await home.serve());
  const homeServer = { domain: 'kit.example.org', host: '127.0.0.1', port: await freePort() };
  const cli = new Cli({
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_ADMIN_TOKEN: 'administrator-of-the-tests',
    P2CORE_RATE_LIMIT: '1000000',
    P2CORE_HOME_SERVERS: `${homeDomain}=${homeUrl},${homeServer.domain}=http://127.0.0.1:${homeServer.port}`,
    ...env,
  });
  const url = urlOf(await cli.serve());

  async function newFixture(): Promise<Fixture> {
    const { status, stdout, stderr } = await cli.run(['conformance-fixture', '--url', url]);
    if (status !== 0 || stderr !== '') throw new Error(`exit status ${status}: ${stderr}`);
    return { ...JSON.parse(stdout), foreignSession: await newForeignSession(), homeServer };
  }

  async function newForeignSession(): Promise<Fixture['foreignSession']> {
    const local = `bob-${Date.now()}`;
    const { fid } = await home.json(['actor', 'add', local]);
    const { session_id: id, id_cert: idCert } = await home.json(['session', 'add', local]);
    const { token } = await cli.json(['session', 'add', fid, '--id', id]);
    return { fid, id, token, idCert };
  }

  return {
    ...{ url, cli, newFixture },
    fixture: await newFixture(),
    close: async () => {
      await cli.close();
      await home.close();
    },
  };
}

function urlOf({ ready: { api } }: ServeProcess): string {
  return api.slice(0, -pathPrefix.length);
}
