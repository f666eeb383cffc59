/** The reference server's documents are those of the package, except for `servers`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../src/workspace.js';

test.each(['openapi.json', 'openapi.yaml', 'openapi.query.json', 'openapi.query.yaml'])(
  '%s names the server that gives it out',
  async (name) => {
    const [published, served] = await Promise.all(
      ['openapi/dist', 'packages/reference-server/bin'].map(async (folder) =>
        parse(await readFile(join(root, folder, name), 'utf8')),
      ),
    );
    expect(served.servers).toEqual([expect.objectContaining({ url: '/' })]);
    expect({ ...served, servers: published.servers }).toEqual(published);
  },
);
