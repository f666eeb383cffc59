import { Agent, request as send } from 'node:http';

/** A request and the status of its answer: 200 by default; `undefined` for any status below 500. */
export interface BenchRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status?: number | undefined;
}

/**
 * Sends requests over the connections of an agent, each of which waits for an answer before its next request. Without an
 * agent: over ten connections, which are closed afterwards.
 */
export async function load(
  origin: string,
  requests: readonly BenchRequest[],
  agent?: Agent,
): Promise<void> {
  const used = agent ?? new Agent({ keepAlive: true, maxSockets: 10 });
  const url = new URL(origin);
  const left = requests.values();
  const converse = async () => {
    for (const request of left) await ask(url, request, used);
  };
  try {
    await Promise.all(Array.from({ length: used.maxSockets }, converse));
  } finally {
    if (agent === undefined) used.destroy();
  }
}

async function ask(origin: URL, request: BenchRequest, agent: Agent): Promise<void> {
  const { method = 'GET', path, body } = request;
  const { hostname: host, port } = origin;
  const headers = {
    ...request.headers,
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
  };
  const expected = 'status' in request ? request.status : 200;
  const name = `${method} ${path.slice(0, 80)}, ${body?.length ?? 0} octets,`;
  const status = await new Promise<number>((resolve, reject) => {
    const lost = (cause: unknown) => reject(new Error(`${name} was not answered`, { cause }));
    send({ host, port, path, method, headers, agent }, (answer) => {
      answer.resume().once('error', lost);
      answer.once('end', () => resolve(answer.statusCode as number));
    })
      .once('error', lost)
      .end(body);
  });
  if (expected === undefined ? status >= 500 : status !== expected) {
    throw new Error(`${name} was answered with ${status}`);
  }
}
