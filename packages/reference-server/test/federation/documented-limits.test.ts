import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  answerLimits,
  dailyIdCerts,
  hourlyBudgets,
  queueLimits,
  unreachableMilliseconds,
} from '../../src/federation/limits.js';
import {
  mostKeyMaterial,
  mostOctetsOfKeyMaterial,
} from '../../src/handlers/upload-key-material.js';
import { hourlyKeyPackages } from '../../src/limits/key-package-budgets.js';
import { guessLimits } from '../../src/passwords/guesses.js';
import { hashLimits } from '../../src/passwords/hash-queue.js';
import { hourlyRenewals } from '../../src/sessions/renew-session.js';
import { mostInStock } from '../../src/sessions/store-key-packages.js';

const read = (path: string) =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const minutes = (milliseconds: number) => milliseconds / 60_000;
const [kib, mib] = [1024, 1024 * 1024];

test('the guide and the README say what the limits are', () => {
  const guide = read('docs/guides/production.md');
  for (const row of [
    `| look-ups that one session causes | ${hourlyBudgets.session.lookUps} an hour |`,
    `| octets of their answers | ${hourlyBudgets.session.octets / mib} MiB an hour |`,
    `| look-ups that one address causes by logging in, and their octets | ${hourlyBudgets.address.lookUps} and ${hourlyBudgets.address.octets / mib} MiB an hour |`,
    `| new ID-Certs that one session has recorded | ${dailyIdCerts} a day |`,
    `| look-ups under way | ${queueLimits.underWay} in the process, ${queueLimits.underWayUnproven} of domains that were not quick lately, ${queueLimits.underWayPerSubject} of one domain, 1 of one session |`,
    `| time after which a look-up gives way where others wait | ${queueLimits.undisturbedMilliseconds / 1000} s |`,
    `| time that a look-up may wait, and then take | ${queueLimits.waitMilliseconds / 1000} s, ${answerLimits.milliseconds / 1000} s |`,
    `| content of an answer | ${answerLimits.rootOctets / kib} KiB for a certificate, ${answerLimits.idCertsOctets / mib} MiB for the list of a session's |`,
    `| wrong passwords of one address for one actor | ${guessLimits.perActorAndAddress} in ${minutes(guessLimits.window)} minutes |`,
    `| wrong passwords of one address | ${guessLimits.perAddress} in ${minutes(guessLimits.window)} minutes |`,
    `| registrations of one address | ${guessLimits.registrationsPerAddress} an hour |`,
    `| hashes under way | ${hashLimits.underWay} in the process |`,
    `| hashes that wait | ${hashLimits.waiting} in the process, ${hashLimits.waitingPerAsker} of one address |`,
    `| renewals of one session | ${hourlyRenewals} an hour |`,
    `| key material of one actor | ${mostKeyMaterial} keys of ${mostOctetsOfKeyMaterial} octets |`,
    `| KeyPackages of one session in stock | ${mostInStock} |`,
    `| KeyPackages of one actor that one actor takes | ${hourlyKeyPackages.ofActor} an hour |`,
    `| KeyPackages of one actor that the actors of one foreign domain take | ${hourlyKeyPackages.ofForeignDomain} an hour |`,
    `| how long a domain that failed is left alone | ${unreachableMilliseconds / 1000} s |`,
  ]) {
    expect(guide).toContain(row);
  }
  expect(read('packages/reference-server/README.md').replace(/\s+/g, ' ')).toContain(
    `${hourlyBudgets.session.lookUps} look-ups of home servers and ${hourlyBudgets.session.octets / mib} MiB of answers an hour, and may present ${dailyIdCerts} new ID-Certs a day`,
  );
});
