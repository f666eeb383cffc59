import type { Response } from 'express';
import { headerName } from './header-name.js';

/**
 * Lets `change` replace the content and the status of a finished answer. If it returns `undefined`, the answer is
 * unchanged and has no `P2Core-Chaos`; else the `ETag` is removed, for it belongs to the other content.
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
