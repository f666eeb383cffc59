import type { Command } from 'commander';
import { listIdCerts, revokeIdCert } from '../../operator/revocation.js';
import { onDatabase } from '../on-database.js';
import { table } from '../table.js';
import { withJson } from '../with-json.js';

/** Adds the commands `cert …`. */
export function addCertCommands(program: Command, env: NodeJS.ProcessEnv): void {
  const cert = program.command('cert').description("actors' ID-Certs");
  withJson(cert.command('list <local>'))
    .description('list every ID-Cert that an actor has had')
    .action((local, { json }) =>
      onDatabase(env, json, async (server, print) => {
        const idCerts = await listIdCerts(server, local);
        print(idCerts, table(idCerts));
      }),
    );
  withJson(cert.command('revoke <local>'))
    .description('invalidate an ID-Cert; its session ends with it')
    .requiredOption('--serial <hex>', 'its serial number, as "cert list" shows it')
    .action((local, { json, serial }) =>
      onDatabase(env, json, async (server, print) => {
        const revoked = await revokeIdCert(server, local, serial);
        print(revoked, `${revoked.serial_number} of ${revoked.fid} is invalidated.`);
      }),
    );
}
