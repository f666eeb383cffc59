import { readConfig } from '../config.js';
import { examine } from '../operator/doctor.js';
import { orFail } from './on-database.js';

/** `p2core-server doctor`: prints the result of each check; exit status 1 if one fails. */
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
