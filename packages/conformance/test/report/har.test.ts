import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Har } from 'har-format';
import { expect, test } from 'vitest';
import { anyReport } from '../support/arbitrary-report.js';
import { forReports, write } from '../support/reports.js';

const ajv = new Ajv({ strict: false, validateSchema: false });
addFormats.default(ajv);
const schemas: Record<string, { $schema: string }> = createRequire(import.meta.url)('har-schema');
for (const { $schema: _, ...schema } of Object.values(schemas)) ajv.addSchema(schema);
const isHar = ajv.getSchema('har.json#');

test('it is a HAR with all traffic, octet by octet', () =>
  forReports(anyReport, (report) => {
    const har = JSON.parse(write('har', report)) as Har;
    isHar?.(har);
    expect(isHar?.errors).toBeNull();
    const exchanges = report.results.flatMap((result) =>
      result.exchanges.map((exchange) => ({ ...exchange, id: result.id })),
    );
    expect(har.log.entries.map(({ comment }) => comment)).toEqual(exchanges.map(({ id }) => id));
    for (const [index, { request, answer }] of exchanges.entries()) {
      const entry = har.log.entries[index];
      expect(entry?.request.method).toBe(request.method);
      expect(decodeURI(entry?.request.url ?? '')).toBe(decodeURI(request.url));
      expect(entry?.response.status).toBe(answer?.status ?? 0);
      const { text = '', encoding } = entry?.response.content ?? {};
      expect(Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')).toEqual(
        answer?.octets ?? Buffer.alloc(0),
      );
    }
  }));
