import { createClient, UnexpectedAnswerError } from '@p2core/client';
import { contractValidator } from '@p2core/client/validate';
import { type OperationId, pathPrefix } from '@p2core/types';
import { fieldsOf, secondFactor } from './fields';

/** A request and its answer, and whether the answer keeps the contract. */
export interface Exchange {
  request:
    | { method: string; url: string; headers: [string, string][]; content: string }
    | undefined;
  answer: { status: number; headers: [string, string][]; content: string } | undefined;
  /** From the sending of the request to the end of the answer. */
  milliseconds: number | undefined;
  /** Each way in which the answer breaks the contract; `undefined` without an answer. */
  faults: readonly string[] | undefined;
  /** The error code of the answer, if the server refused. */
  errorCode: string | undefined;
  /** What the client threw. */
  error: string | undefined;
  /** Whether no complete answer came. */
  isUnreachable: boolean;
}

/** The operation to call, its arguments, the server and the token. */
export interface Call {
  /** The server's URL, with or without the contract's path. */
  baseUrl: string;
  token: string;
  operationId: OperationId;
  /** The arguments of the client's method; empty ones are left out. */
  values: Record<string, string>;
}

const judge = contractValidator();

/** The contract's path at the end of a URL, where somebody copied both. */
const endingInPrefix = new RegExp(`${pathPrefix.replaceAll('.', '\\.')}/?$`);

/** Calls an operation through the client and watches it. Never throws. */
export async function exchange(call: Call): Promise<Exchange> {
  const seen = nothingYet();
  await send(call, seen, globalThis.fetch);
  return seen;
}

/** Makes a call's request without sending it. `error` says why that failed. Never throws. */
export async function requestOf(call: Call): Promise<Pick<Exchange, 'request' | 'error'>> {
  const seen = nothingYet();
  await send(call, seen, () => Promise.reject(new Error('not sent')));
  return seen;
}

function nothingYet(): Exchange {
  return {
    request: undefined,
    answer: undefined,
    milliseconds: undefined,
    faults: undefined,
    errorCode: undefined,
    error: undefined,
    isUnreachable: false,
  };
}

async function send(
  { baseUrl, token, operationId, values }: Call,
  seen: Exchange,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  try {
    const { [secondFactor.option]: sensitiveSolution, ...given } = read(operationId, values);
    const client = createClient({
      baseUrl: baseUrl.replace(endingInPrefix, ''),
      token: token || undefined,
      retries: 0,
      fetch: watchedFetch(seen, fetch),
      validate: (id, answer) => {
        seen.faults = judge(id, answer);
        return seen.faults;
      },
    });
    const call = client[operationId] as (
      given: Record<string, unknown>,
      options: { sensitiveSolution: string | undefined },
    ) => Promise<{ error?: string }>;
    const options = { sensitiveSolution: sensitiveSolution as string | undefined };
    seen.errorCode = (await call(given, options)).error;
  } catch (error) {
    seen.error = describe(error, seen);
    seen.isUnreachable = error instanceof UnexpectedAnswerError && error.code === 'CONNECTION';
  }
}

/** The values that are given; lists and objects are read from JSON. */
function read(operationId: OperationId, values: Record<string, string>): Record<string, unknown> {
  const given = fieldsOf(operationId).filter(({ name }) => values[name]);
  return Object.fromEntries(
    given.map(({ name, isJson }) => {
      const text = String(values[name]);
      try {
        return [name, isJson ? JSON.parse(text) : text];
      } catch {
        throw new Error(`${name} is not JSON`);
      }
    }),
  );
}

function watchedFetch(seen: Exchange, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, init) => {
    seen.request = {
      method: init?.method ?? 'GET',
      url: String(url),
      headers: visible(new Headers(init?.headers)),
      content: String(init?.body ?? ''),
    };
    const start = performance.now();
    const response = await fetch(url, init);
    const content = await response.clone().text();
    seen.milliseconds = Math.round(performance.now() - start);
    seen.answer = { status: response.status, headers: [...response.headers], content };
    return response;
  };
}

/** The fields of a request, without the token. */
function visible(headers: Headers): [string, string][] {
  return [...headers].map(([name, value]) => [
    name,
    name === 'authorization' ? value.replace(/ .*/, ' …') : value,
  ]);
}

/** What the client threw; faults are shown one by one elsewhere. */
function describe(error: unknown, { faults }: Exchange): string | undefined {
  if (!(error instanceof UnexpectedAnswerError)) {
    return `Not sent: ${error instanceof Error ? error.message : error}.`;
  }
  if (error.code === 'INVALID' && faults) return undefined;
  return `${error.code}: ${error.message}`;
}
