import { ContentCollector } from '../answer/content-collector.js';
import { Failure, failureOf } from '../answer/failure.js';
import type { Deadline } from './deadline.js';

/** A request as it is sent. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  content: string | undefined;
  /**
   * `no-cache` with `If-None-Match`; with `default`, `fetch` would tell servers to ignore that field. `default` is left
   * out, for some runtimes know no `cache`.
   */
  cache: 'default' | 'no-cache';
}

/** An answer as it was received, with its content decompressed but not parsed. */
export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends one request. Throws a `Failure` if no complete and readable answer comes. */
export type Send = (
  request: WireRequest,
  deadline: Deadline,
  maxContentLength: number,
) => Promise<RawAnswer>;

/** The message for an answer that redirects. */
export const redirection = 'the server redirects, which is not followed';

/**
 * Sends with `fetch`, without following redirects: the contract has none, and a token must not reach another server.
 */
export function sendByFetch(fetch: typeof globalThis.fetch): Send {
  return async ({ method, url, headers, content, cache }, deadline, maxContentLength) => {
    deadline.check();
    const controller = new AbortController();
    let status: number | undefined;
    deadline.onPassed((failure) => {
      failure.status = status;
      controller.abort(failure);
    });
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(content !== undefined && { body: content }),
        ...(cache === 'no-cache' && { cache }),
        signal: controller.signal,
        redirect: 'manual',
        credentials: 'omit',
      });
      if (response.redirected || response.type === 'opaqueredirect') {
        throw new Failure('UNDECLARED', redirection);
      }
      status = response.status;
      return { status, headers: response.headers, text: await read(response, maxContentLength) };
    } catch (error) {
      throw failureOf(error, 'CONNECTION', status);
    }
  };
}

/** The content of `node-fetch`'s answers is no web stream; that library has its own limit. */
async function read(response: Response, maxContentLength: number): Promise<string> {
  if (!response.body?.getReader) return response.text();
  const content = new ContentCollector(maxContentLength);
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return content.text();
      content.add(value);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}
