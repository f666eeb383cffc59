import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../workspace.js';

/** The READMEs of the published packages as pages, with links between them and to the guides. */
export async function packagePages(): Promise<Record<string, string>> {
  const names = await readdir(join(root, 'packages'));
  const folders = {
    contract: 'openapi',
    ...Object.fromEntries(names.map((name) => [name, `packages/${name}`])),
  };
  const pages = Object.entries(folders).map(async ([name, folder]) => {
    const readme = await readFile(join(root, folder, 'README.md'), 'utf8');
    return [`packages/${name}.md`, linkPages(readme)] as const;
  });
  return Object.fromEntries(await Promise.all(pages));
}

function linkPages(readme: string): string {
  return readme
    .replace(/\(\.\.\/\.\.\/docs\//g, '(../../')
    .replace(
      /\((?:\.\.\/)+(?:packages\/)?([\w-]+)\/README\.md(?=[)#])/g,
      (_, folder: string) => `(./${folder === 'openapi' ? 'contract' : folder}.md`,
    );
}
