import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Block } from './blocks.js';
import type { Reader } from './reader.js';
import { checkDockerfile, checkIni, checkNginx, checkYaml } from './settings.js';
import { runShell } from './shell.js';
import { compile, isCompiled } from './typescript.js';

type Way = (text: string, reader: Reader) => Promise<void>;

/** The reader's action for a block, by its language. */
const ways: Record<string, Way> = {
  sh: runShell,
  yaml: checkYaml,
  ini: checkIni,
  nginx: checkNginx,
  async py(text, reader) {
    await writeFile(join(reader.project, 'server.py'), text);
  },
  dockerfile: checkDockerfile,
  async js(text, reader) {
    await writeFile(join(reader.project, 'module.js'), text);
    await reader.run('node module.js');
  },
  async ts(text, reader) {
    if (!text.startsWith('import ')) {
      if (isCompiled(text)) return;
      throw new Error('no case of the conformance kit has these lines');
    }
    const program = await compile(text, reader);
    await (text.includes('.listen(') ? reader.serve(program) : reader.run(program));
  },
};

/** Follows a block as a reader does. Throws if that fails, or if no action is known for its language. */
export async function follow({ language, text }: Block, reader: Reader): Promise<void> {
  const way = ways[language];
  if (way === undefined)
    throw new Error(`no action is known for a block of language "${language}"`);
  const here = text
    .replaceAll('https://home.example.com', 'http://localhost:3000')
    .replaceAll(/(?<=http:\/\/(?:127\.0\.0\.1|localhost):)3000/g, String(reader.port));
  await way(here, reader);
}
