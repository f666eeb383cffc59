import type { IncomingMessage } from 'node:http';
import parseUrl from 'parseurl';
import { originForm } from './origin-form.js';

/** The path of a request's target in whichever form that is written, as Express finds it; `undefined` where it has none. */
export function pathOf(request: IncomingMessage): string | undefined {
  const { url = '' } = request;
  const target = originForm(url);
  try {
    // `parseUrl` keeps what it has found in the request, where Express finds it too.
    const parsed = parseUrl(target === url ? request : ({ url: target } as IncomingMessage));
    return parsed?.pathname ?? undefined;
  } catch {
    return undefined;
  }
}
