import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '@p2core/reference-server';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { root } from '../../src/workspace.js';
import type { Reader } from './reader.js';

/** A step of a job on GitHub or Forgejo. */
interface Step {
  uses?: string;
  with?: object;
}

/** Checks that a text is YAML, and that this repository's action has the inputs that a step gives it. */
export async function checkYaml(text: string): Promise<void> {
  const { jobs = {} } = parse(text) as { jobs?: Record<string, { steps: Step[] }> };
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8'));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  for (const step of steps.filter(({ uses = '' }) => uses.includes('<repository>'))) {
    const unknown = Object.keys(step.with ?? {}).filter((input) => !(input in action.inputs));
    if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  }
}

/** Checks that systemd accepts a text as a unit, or that the reference server accepts it as its environment. */
export async function checkIni(text: string, reader: Reader): Promise<void> {
  if (text.startsWith('[Unit]')) {
    await writeFile(join(reader.project, 'p2core.service'), text);
    await reader.run('systemd-analyze verify ./p2core.service');
  } else {
    readConfig(
      Object.fromEntries(
        text
          .trim()
          .split('\n')
          .map((line) => line.split(/=(.*)/)),
      ),
    );
  }
}

/** Checks that nginx accepts a configuration, with a certificate at each path that it names. */
export async function checkNginx(text: string, reader: Reader): Promise<void> {
  const local = text.replaceAll(/\/etc\/letsencrypt\S+\//g, `${reader.project}/`);
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${reader.project};`,
  );
  const http = ['access_log off;', ...folders, local].join('\n');
  const whole = `pid ${reader.project}/nginx.pid;\nevents {}\nhttp {\n${http}}\n`;
  await writeFile(join(reader.project, 'nginx.conf'), whole);
  await reader.run(
    [
      'openssl req -x509 -newkey ed25519 -nodes -subj /CN=home.example.com' +
        ' -keyout privkey.pem -out fullchain.pem',
      'nginx -t -e stderr -c "$PWD/nginx.conf"',
    ].join('\n'),
  );
}

/** Checks that a linter finds nothing. */
export async function checkDockerfile(text: string): Promise<void> {
  const [fault] = validate(text, {});
  if (fault) throw new Error(`line ${fault.range.start.line + 1}: ${fault.message}`);
}
