import { once } from 'node:events';
import { Agent, request as send } from 'node:http';

/** A request and the status of its answer: 200 by default; `undefined` for any status below 500. */
export interface BenchRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status?: number | undefined;
}

/** Sends requests over some connections that stay open. Each connection waits for an answer before its next request. */
export async function load(
  origin: string,
  requests: readonly BenchRequest[],
  connections = 10,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const left = requests.values();
  const converse = async () => {
    for (const request of left) await ask(origin, request, agent);
  };
  try {
    await Promise.all(Array.from({ length: connections }, converse));
  } finally {
    agent.destroy();
  }
}

async function ask(origin: string, request: BenchRequest, agent: Agent): Promise<void> {
  const { method = 'GET', path, body } = request;
  const status = 'status' in request ? request.status : 200;
  const headers = {
    ...request.headers,
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
  };
  const name = `${method} ${path.slice(0, 80)}, ${body?.length ?? 0} octets,`;
  const sent = send(origin + path, { agent, method, headers }).end(body);
  const [answer] = await once(sent, 'response').catch((cause) => {
    throw new Error(`${name} was not answered`, { cause });
  });
  await once(answer.resume(), 'end');
  if (status === undefined ? answer.statusCode >= 500 : answer.statusCode !== status) {
    throw new Error(`${name} was answered with ${answer.statusCode}`);
  }
}
