import type { IncomingMessage } from 'node:http';
import type { WrittenAnswer } from './answer.js';

/** Whether the client has this representation already (RFC 9110 section 13.1.2; the comparison is weak). */
export function isNotModified({ headers }: IncomingMessage, answer: WrittenAnswer): boolean {
  const condition = headers['if-none-match'];
  const { ETag } = answer.headers;
  if (condition === undefined || ETag === undefined) return false;
  if (condition.trim() === '*') return true;
  return condition.split(',').some((tag) => opaqueTag(tag.trim()) === opaqueTag(ETag));
}

function opaqueTag(entityTag: string): string {
  return entityTag.replace(/^W\//, '');
}
