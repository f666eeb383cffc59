import { readConfig } from '../config.js';
import { examine } from '../operator/doctor.js';
import { orFail } from './on-database.js';

/** `p2core-server doctor`: says of each check whether it is well; exit status 1 where one is not. */
export async function runDoctor(env: NodeJS.ProcessEnv, json: boolean): Promise<void> {
  await orFail(async () => {
    const findings = await examine(readConfig(env));
    const lines = findings.map(
      ({ check, ok, message }) => `${ok ? 'ok    ' : 'FAILED'}  ${check}: ${message}`,
    );
    console.log(json ? JSON.stringify(findings) : lines.join('\n'));
    if (!findings.every(({ ok }) => ok)) process.exitCode = 1;
  });
}
