import { ConfigError, readConfig } from '../config.js';
import { openReferenceServer, type ReferenceServer } from '../reference-server.js';

/** Prints a command's result: the object with `--json`, else the text. */
export type Print = (result: object, text: string) => void;

/**
 * Runs a command on the database that the environment names, and closes it. An error is one line on standard error and
 * exit status 1.
 */
export async function onDatabase(
  env: NodeJS.ProcessEnv,
  json: boolean,
  command: (server: ReferenceServer, print: Print) => Promise<void>,
): Promise<void> {
  await orFail(async () => {
    const config = readConfig(env);
    if (config.database === ':memory:') {
      throw new ConfigError(
        'only the server itself can use a database in memory: set P2CORE_DATABASE to a path',
      );
    }
    const server = await openReferenceServer(config);
    try {
      await command(server, (result, text) => {
        console.log(json ? JSON.stringify(result) : text);
      });
    } finally {
      await server.close();
    }
  });
}

/** Runs `action`. If it fails, prints one line on standard error and sets exit status 1. */
export async function orFail(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const message = (error as Error).message.replace(/\s*\n\s*/g, ' ');
    console.error(`p2core-server: ${message}`);
    process.exitCode = 1;
  }
}
