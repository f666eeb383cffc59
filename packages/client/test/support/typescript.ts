import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const workspace = fileURLToPath(new URL('../../../../', import.meta.url));
const options = {
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'nodenext',
  moduleDetection: 'force',
  strict: true,
  types: ['node'],
  typeRoots: [join(workspace, 'node_modules/@types')],
  outDir: 'dist',
};

/** A folder with TypeScript modules that use this package as any application does. */
export interface Application {
  /** Type-checks and compiles all modules; throws with what the compiler says. */
  compile(): Promise<void>;
  /** Runs a compiled module; gives what it prints. */
  run(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** Writes modules, by their names, into a folder of their own. */
export async function writeApplication(modules: Record<string, string>): Promise<Application> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-client-application-'));
  await mkdir(join(folder, 'node_modules/@p2core'), { recursive: true });
  await symlink(join(workspace, 'packages/client'), join(folder, 'node_modules/@p2core/client'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  for (const [name, text] of Object.entries(modules)) {
    await writeFile(join(folder, `${name}.ts`), text);
  }
  return {
    async compile() {
      const tsc = join(workspace, 'node_modules/.bin/tsc');
      await run(tsc, ['-p', folder]).catch(({ stdout, stderr }) => {
        throw new Error(`${stdout}${stderr}`);
      });
    },
    async run(name) {
      const { stdout } = await run(process.execPath, [join(folder, 'dist', `${name}.js`)]);
      return stdout;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
