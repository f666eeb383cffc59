import { type ContentValidators, faultsOf } from '@p2core/types/validators';
import type { RawAnswer } from '../request/transport.js';

/** Lists the faults of an answer's content. */
export function contentFaults(
  declared: Readonly<Record<string, ContentValidators>>,
  { headers, text }: RawAnswer,
): string[] {
  if (Object.keys(declared).length === 0) return text === '' ? [] : ['/body: must be empty'];
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const validators = declared[mediaType];
  if (validators === undefined) return [`/headers/Content-Type: "${mediaType}" is not declared`];
  let value: unknown = text;
  try {
    if (mediaType === 'application/json') value = JSON.parse(text);
  } catch {
    return ['/body: is not JSON'];
  }
  return faultsOf(validators.received, value).map(
    ({ path, message }) => `/body${path}: ${message}`,
  );
}
