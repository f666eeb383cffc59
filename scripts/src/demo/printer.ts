import { findOperation } from '@p2core/types';
import type { Server } from '../pair/start-pair.js';

/** Prints each request and answer, and records which operations were called. */
export class Printer {
  readonly called = new Set<string>();
  readonly #servers: readonly Server[];

  constructor(servers: readonly Server[]) {
    this.#servers = servers;
  }

  /** Prints the title of a flow. */
  chapter(title: string, explanation: string): void {
    console.log(`\n\n${title}\n${'='.repeat(title.length)}\n${explanation}\n`);
  }

  /** Prints the next step and its reason. */
  say(text: string): void {
    console.log(`\n  ${text}`);
  }

  /** Prints a check. Throws if it does not hold. */
  check(holds: boolean, what: string): void {
    if (!holds) throw new Error(`this check fails: ${what}`);
    console.log(`    ✓ ${what}`);
  }

  /** A `fetch` for the clients that prints each request and answer. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search, origin } = new URL(request.url);
    const server = this.#servers.find(({ url }) => url === origin);
    const token = request.headers.has('authorization') ? '  with a token' : '';
    const target = decodeURIComponent(pathname) + decodeURIComponent(search);
    console.log(`    → ${server?.domain}  ${request.method} ${target}${token}`);
    const content = await request.clone().text();
    if (content !== '') console.log(`      ${readable(content)}`);
    const operation = findOperation(request.method, pathname);
    if (operation) this.called.add(operation.operationId);
    const response = await globalThis.fetch(request);
    const answer = await response.clone().text();
    console.log(`    ← ${response.status}${answer === '' ? '' : `  ${readable(answer)}`}`);
    return response;
  };
}

/** JSON or text in which PEMs and other long strings are cut, on one line. */
function readable(text: string): string {
  const cut = (_key: string, value: unknown) =>
    typeof value === 'string' && value.length > 60
      ? `${value.replace(/\s+/g, ' ').slice(0, 48)}… (${value.length})`
      : value;
  try {
    return JSON.stringify(JSON.parse(text), cut);
  } catch {
    return String(cut('', text));
  }
}
