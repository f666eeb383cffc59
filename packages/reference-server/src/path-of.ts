import type { IncomingMessage } from 'node:http';
import parseUrl from 'parseurl';

/** The path of a request's target, in whichever form that is written; `undefined` where it has none. */
export function pathOf(request: IncomingMessage): string | undefined {
  try {
    return parseUrl(request)?.pathname ?? undefined;
  } catch {
    return undefined;
  }
}
