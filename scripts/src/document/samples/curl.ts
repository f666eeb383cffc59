import { fileOf } from './file.js';
import type { SampleRequest } from './request.js';

/** The request with curl, which also prints the header fields of the answer. */
export function curlSample(request: SampleRequest): string {
  const { method, url, query, needsToken, mediaType, json } = request;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one]),
  );
  const search = new URLSearchParams(pairs).toString();
  const lines = [
    `curl -sS -i ${method === 'GET' && !mediaType ? '' : `-X ${method} `}'${url}${search && `?${search}`}'`,
    ...(needsToken ? ['-H "Authorization: Bearer $P2CORE_TOKEN"'] : []),
    ...(mediaType ? [`-H 'Content-Type: ${mediaType}'`] : []),
    ...(mediaType
      ? [
          `--data-binary ${json !== undefined ? `'${JSON.stringify(json)}'` : `@${fileOf(mediaType)}`}`,
        ]
      : []),
  ];
  return `${lines.join(' \\\n  ')}\n`;
}
