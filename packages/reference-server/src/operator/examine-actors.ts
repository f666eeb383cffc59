import { X509Certificate } from 'node:crypto';
import { now } from '../clock/clock.js';
import { Passwords } from '../passwords/passwords.js';
import type { ReferenceServer } from '../reference-server.js';
import type { Survey } from '../store/survey.js';
import type { Finding } from './finding.js';

/** Checks that actors can log in, and that their stored data is usable. */
export async function examineActors(server: ReferenceServer): Promise<Finding[]> {
  const survey = await server.store.survey(now());
  return [
    examineChallenges(server),
    await examinePasswords(survey),
    examineRegistration(server, survey),
    examineKeyMaterial(survey),
    examineKeyPackages(survey),
  ];
}

function examineChallenges({ challenges }: ReferenceServer): Finding {
  const { challenge, expires } = challenges.create();
  const ok = challenges.read(challenge)?.expires === expires;
  const message = ok ? 'a new one is taken back' : 'a new one is not taken back';
  return { check: 'challenges', ok, message };
}

async function examinePasswords(survey: Survey): Promise<Finding> {
  const check = 'passwords' as const;
  const { actors, withoutPassword, unreadablePasswords } = survey;
  if (unreadablePasswords > 0) {
    const message = `${unreadablePasswords} of ${actors} actors have a hash that is not argon2id, so that no password is right: set new ones with "p2core-server actor passwd"`;
    return { check, ok: false, message };
  }
  try {
    const passwords = new Passwords();
    const start = performance.now();
    await passwords.hash('doctor', { key: 'doctor', wrong: 0 });
    const milliseconds = Math.round(performance.now() - start);
    const message = `a hash takes ${milliseconds} ms; ${withoutPassword} of ${actors} actors have no password`;
    return { check, ok: true, message };
  } catch (error) {
    return { check, ok: false, message: (error as Error).message };
  }
}

function examineRegistration({ config }: ReferenceServer, { goodInvitations }: Survey): Finding {
  const message = {
    closed: 'closed',
    open: 'open to everybody',
    invite: `by invitation; ${goodInvitations} are good`,
  }[config.registration];
  return { check: 'registration', ok: true, message };
}

function examineKeyMaterial({ keyMaterial, strayKeyMaterial }: Survey): Finding {
  const ok = strayKeyMaterial === 0;
  const message = ok
    ? `${keyMaterial} keys, each for an ID-Cert of its actor`
    : `${strayKeyMaterial} of ${keyMaterial} keys are for no ID-Cert of their actor; restore a backup`;
  return { check: 'key material', ok, message };
}

function examineKeyPackages(survey: Survey): Finding {
  const { keyPackages, endedKeyPackages, newestKeyPackages } = survey;
  const strays = newestKeyPackages.filter(
    ({ keyPackage, certificate }) =>
      !Buffer.from(keyPackage, 'base64').includes(new X509Certificate(certificate).raw),
  ).length;
  const ok = strays === 0;
  const message = ok
    ? `${keyPackages} in stock; ${endedKeyPackages} of ended sessions, which are never given out`
    : `${strays} of the newest ${newestKeyPackages.length} do not carry the ID-Cert of their session, so that nobody can use them: end those sessions, or have them renewed`;
  return { check: 'KeyPackages', ok, message };
}
