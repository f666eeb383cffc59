import type { Response } from 'express';
import { headerName } from './header-name.js';

/**
 * Lets `change` see and replace the finished content of an answer, and the answer's status, just before it leaves. An
 * answer that it leaves alone, by `undefined`, does not say that anything was done to it; the `ETag` of another content
 * does not go out.
 */
export function rewrite(response: Response, change: (content: Buffer) => Buffer | undefined): void {
  const end = response.end.bind(response) as (content?: Buffer | string) => Response;
  response.end = ((content?: Buffer | string) => {
    const changed = change(Buffer.from(content ?? ''));
    if (changed === undefined) {
      response.removeHeader(headerName);
      return end(content);
    }
    response.removeHeader('ETag');
    if (response.statusCode === 204) response.removeHeader('Content-Length');
    else response.setHeader('Content-Length', changed.length);
    return end(changed.length > 0 ? changed : undefined);
  }) as Response['end'];
}
