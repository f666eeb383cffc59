import type { Response } from 'express';

/** Lets `change` see and replace the finished content of an answer, and the answer's status, just before it leaves. */
export function rewrite(
  response: Response,
  change: (content: Buffer, response: Response) => Buffer | undefined,
): void {
  const end = response.end.bind(response) as (content?: Buffer) => Response;
  response.end = ((content?: Buffer) => {
    const changed = change(content ?? Buffer.alloc(0), response);
    if (changed === undefined) return end(content);
    if (response.statusCode === 204) response.removeHeader('Content-Length');
    else response.setHeader('Content-Length', changed.length);
    return end(changed.length > 0 ? changed : undefined);
  }) as Response['end'];
}
