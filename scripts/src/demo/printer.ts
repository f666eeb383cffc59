import { findOperation } from '@p2core/types';
import type { Server } from '../pair/start-pair.js';

/** Shows requests and answers as they go, and notes which operations were called. */
export class Printer {
  readonly called = new Set<string>();
  readonly #servers: readonly Server[];

  constructor(servers: readonly Server[]) {
    this.#servers = servers;
  }

  /** A flow begins. */
  chapter(title: string, explanation: string): void {
    console.log(`\n\n${title}\n${'='.repeat(title.length)}\n${explanation}\n`);
  }

  /** What comes next, and why. */
  say(text: string): void {
    console.log(`\n  ${text}`);
  }

  /** Fails the demonstration where something is not as it should be. */
  check(holds: boolean, what: string): void {
    if (!holds) throw new Error(`not so: ${what}`);
    console.log(`    ✓ ${what}`);
  }

  /** `fetch` that shows what it does, for the clients. */
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
