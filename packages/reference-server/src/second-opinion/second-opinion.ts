import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { type Application, type Logger, routeOf } from '@p2core/server';
import { errorCodes, pathPrefix } from '@p2core/types';
import type { ServerHandlers } from '../handlers/index.js';
import { avoidableFaults, unavoidableFaults } from './known-faults.js';
import type { SeenRequest, Verdict } from './verdict.js';

/** How the two verdicts on a request compare; a known difference with the fault that explains it. */
export type Comparison = 'same' | 'different' | { known: string };

/** A second reader of the contract, whose verdict clients never see. */
export interface SecondOpinion {
  /** Keeps a copy of a request's content. Must be called first, for content may arrive at once. */
  observe(request: IncomingMessage): void;
  /** Compares the verdicts on each request after it is answered. Runs before the contract's router. */
  middleware: Application;
  /** Wraps handlers: a call of one means that the router has accepted the request. */
  watch(handlers: ServerHandlers): ServerHandlers;
}

const unjudged: readonly number[] = [
  errorCodes.P2CORE_UNAUTHORIZED.status,
  errorCodes.P2CORE_NOT_ADMINISTRATOR.status,
  errorCodes.P2CORE_NOT_ACCEPTABLE.status,
  errorCodes.P2CORE_RATE_LIMITED.status,
];

/** Whether the second reader does not judge a status: tokens, roles, `Accept`, rates, and failures of the server. */
const notItsBusiness = (status: number) => unjudged.includes(status) || status >= 500;

/**
 * Lets `judge` judge each request that the contract's router has answered. Only the router's verdict decides the
 * answer. A difference that no known fault explains is logged; `count` gets each comparison.
 */
export function createSecondOpinion(
  judge: (request: SeenRequest) => Promise<Verdict>,
  logger: Logger,
  count: (comparison: Comparison) => void,
): SecondOpinion {
  const requests = new AsyncLocalStorage<{ isAccepted: boolean }>();
  const contents = new WeakMap<IncomingMessage, Buffer[]>();

  async function compare(request: SeenRequest, ours: Verdict): Promise<void> {
    const theirs = await judge(request);
    const comparison = ours === theirs ? 'same' : await explain(request, ours, theirs);
    count(comparison);
    if (comparison !== 'different') return;
    const { method, target, headers, content } = request;
    logger.error(
      {
        method,
        // Not the target, where a client may have put a secret.
        route: routeOf({ url: target } as IncomingMessage),
        type: headers['content-type'],
        octets: content.length,
        ours,
        theirs,
      },
      'the second opinion of a request differs',
    );
  }

  /** Avoids one fault after the other until both verdicts agree; the last one explains the difference. */
  async function explain(seen: SeenRequest, ours: Verdict, first: Verdict): Promise<Comparison> {
    let [request, theirs] = [seen, first];
    for (const { name, avoid } of avoidableFaults) {
      const rewritten = avoid(request);
      if (rewritten === undefined) continue;
      request = rewritten;
      theirs = await judge(request);
      if (theirs === ours) return { known: name };
    }
    const fault = unavoidableFaults.find(({ explains }) => explains(request, ours, theirs));
    return fault === undefined ? 'different' : { known: fault.name };
  }

  return {
    observe(request) {
      contents.set(request, copyContent(request));
    },
    middleware(request, response, next) {
      const { url: target = '', method = '' } = request;
      const chunks = contents.get(request);
      if (!chunks || !target.startsWith(`${pathPrefix}/`) || !isPlain(target)) return next();
      const state = { isAccepted: false };
      response.once('finish', () => {
        if (!request.complete || (!state.isAccepted && notItsBusiness(response.statusCode))) return;
        const ours = state.isAccepted ? 'accepted' : response.statusCode;
        const { headers, headersDistinct } = request;
        const content = Buffer.concat(chunks);
        const { host: hosts = [], 'content-type': types = [] } = headersDistinct;
        const seen = { method, target, headers, hosts, types, content };
        compare(seen, ours).catch((error: unknown) => {
          logger.error({ err: error }, 'the second opinion failed');
        });
      });
      requests.run(state, next);
    },
    watch(handlers) {
      const watched = Object.entries(handlers).map(([operationId, handler]) => [
        operationId,
        typeof handler !== 'function'
          ? handler
          : (...given: unknown[]) => {
              const state = requests.getStore();
              if (state) state.isAccepted = true;
              return (handler as (...given: unknown[]) => unknown).apply(handlers, given);
            },
      ]);
      return Object.fromEntries(watched);
    },
  };
}

/** Whether the URL standard leaves the target unchanged; it would not for dot segments, for example. */
function isPlain(target: string): boolean {
  const url = URL.parse?.(target, 'http://localhost') ?? new URL(target, 'http://localhost');
  return url.pathname + url.search === target;
}

/** Copies the chunks of a stream while others read it. */
function copyContent(request: IncomingMessage): Buffer[] {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, ...more) => {
    if (chunk !== null) chunks.push(chunk);
    return push(chunk, ...more);
  };
  return chunks;
}
