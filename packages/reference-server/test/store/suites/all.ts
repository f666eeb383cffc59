import { actorsSuite } from './actors.js';
import { challengesSuite } from './challenges.js';
import { eventsSuite } from './events.js';
import { idCertsSuite } from './id-certs.js';
import { invitationsSuite } from './invitations.js';
import { keyMaterialSuite } from './key-material.js';
import { keyPackagesSuite } from './key-packages.js';
import { logInsSuite } from './log-ins.js';
import { openingSuite } from './opening.js';
import { renewalsSuite } from './renewals.js';
import { serverIdentitiesSuite } from './server-identities.js';
import { sessionLifeSuite } from './session-life.js';
import { sessionsSuite } from './sessions.js';
import { settingsSuite } from './settings.js';
import { upgradingSuite } from './upgrading.js';

/**
 * Tests of a store on every kind of database.
 *
 * @param newEmptyDatabase names an empty one each time
 * @param newDatabase names one each time that is empty, or has the tables of a store and nothing in them
 */
export function storeSuite(
  newEmptyDatabase: () => Promise<string>,
  newDatabase = newEmptyDatabase,
): void {
  openingSuite(newEmptyDatabase);
  upgradingSuite(newEmptyDatabase);
  settingsSuite(newDatabase);
  serverIdentitiesSuite(newDatabase);
  actorsSuite(newDatabase);
  invitationsSuite(newDatabase);
  challengesSuite(newDatabase);
  sessionsSuite(newDatabase);
  logInsSuite(newDatabase);
  sessionLifeSuite(newDatabase);
  idCertsSuite(newDatabase);
  keyPackagesSuite(newDatabase);
  keyMaterialSuite(newDatabase);
  renewalsSuite(newDatabase);
  eventsSuite(newDatabase);
}
