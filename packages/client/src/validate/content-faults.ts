import type { ValidateFunction } from 'ajv';
import type { RawAnswer } from '../transport.js';

/** The ways in which the content of an answer breaks the contract. */
export function contentFaults(
  mediaTypes: readonly string[],
  { headers, text }: RawAnswer,
  schemaOf: (mediaType: string) => ValidateFunction | undefined,
): string[] {
  if (mediaTypes.length === 0) return text === '' ? [] : ['/body: must be empty'];
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const validate = schemaOf(mediaType);
  if (validate === undefined) return [`/headers/Content-Type: "${mediaType}" is not declared`];
  let value: unknown = text;
  try {
    if (mediaType === 'application/json') value = JSON.parse(text);
  } catch {
    return ['/body: is not JSON'];
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `/body${instancePath}: ${message}`,
  );
}
