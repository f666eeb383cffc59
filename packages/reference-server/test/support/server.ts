import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathPrefix } from '@p2core/types';
import { readConfig } from '../../src/config.js';
import { openReferenceServer, type ReferenceServer } from '../../src/reference-server.js';
import { serve } from '../../src/serve.js';
import { checkAnswer } from './contract.js';
import { exchange, type WireAnswer, type WireRequest } from './exchange.js';

/** The administrator's token of every server that `startServer` starts. */
export const adminToken = 'administrator-of-the-tests';

/** A request to an operation. */
export interface TestRequest extends Omit<WireRequest, 'path'> {
  /** The target behind `/.p2/core/v1`. */
  path: string;
  /** The bearer token. */
  token?: string | undefined;
  accept?: string;
  contentType?: string;
}

/** A reference server on a free port, with a database of its own. */
export interface TestServer {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  readonly domain: string;
  /** The same database, as the operator's commands see it. */
  readonly operator: ReferenceServer;
  /** Sends a request to an operation. Throws where the answer breaks the contract, or is a 500. */
  send(request: TestRequest): Promise<WireAnswer>;
  /** Sends a request that is to be refused. Returns the code of the error. */
  refusal(request: TestRequest): Promise<string>;
  close(): Promise<void>;
}

/** Starts a reference server. `env` stands above the defaults of the tests. */
export async function startServer(env: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-http-'));
  const config = readConfig({
    PORT: '0',
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
    P2CORE_ADMIN_TOKEN: adminToken,
    P2CORE_RATE_LIMIT: 'off',
    P2CORE_SECOND_OPINION: 'on',
    ...env,
  });
  const logged: unknown[] = [];
  const running = await serve(config, { error: (...entry) => logged.push(entry) });
  const operator = await openReferenceServer(config);

  async function send(request: TestRequest): Promise<WireAnswer> {
    const { path, token, accept, contentType, headers, ...rest } = request;
    const method = rest.method ?? 'GET';
    const target = pathPrefix + path;
    const answer = await exchange(running.url, {
      ...rest,
      path: target,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(accept !== undefined && { Accept: accept }),
        ...(contentType !== undefined && { 'Content-Type': contentType }),
        ...headers,
      },
    });
    if (answer.status === 500) {
      throw new Error(`${method} ${target} is a 500`, { cause: logged.at(-1) });
    }
    checkAnswer(method, target, answer);
    return answer;
  }

  return {
    url: running.url,
    metricsUrl: running.metricsUrl,
    domain: config.domain,
    operator,
    send,
    async refusal(request) {
      const answer = await send(request);
      if (answer.status < 400) throw new Error(`${request.path} is a ${answer.status}`);
      return answer.json.error;
    },
    async close() {
      await running.close();
      await operator.close();
      await rm(folder, { recursive: true, force: true });
      const differences = logged.filter((entry) =>
        JSON.stringify(entry).includes('second opinion'),
      );
      if (differences.length > 0) throw new Error(JSON.stringify(differences));
    },
  };
}
