import type { Fixture, FixtureSession } from './fixture.js';
import type { Answer } from './http/answer.js';
import type { SentRequest } from './http/request.js';
import type { Exchange } from './report/result.js';

/** The tokens of a fixture, each with the shell's expansion that stands for it in reports: `$TOKEN`. */
export type Secrets = ReadonlyMap<string, string>;

/**
 * Names every token of the fixture: `$ADMINISTRATOR_TOKEN`, `$TOKEN` for the actor's first session, `$SECOND_TOKEN` …
 * A token without its last character, which a case sends, is as good as a secret: `${TOKEN%?}`.
 */
export function secretsOf(fixture: Fixture): Secrets {
  const [first, second, ...further] = fixture.actor?.sessions ?? [];
  const numbered = (name: string, sessions: readonly FixtureSession[] = []) =>
    sessions.map((session, index) => [`${name}_${index + 1}`, session] as const);
  const sessions: (readonly [name: string, session: FixtureSession | undefined])[] = [
    ['TOKEN', first],
    ['SECOND_TOKEN', second],
    ...numbered('FURTHER_TOKEN', further),
    ...numbered('OTHER_ACTOR_TOKEN', fixture.otherActor?.sessions),
    ['FOREIGN_TOKEN', fixture.foreignSession],
    ['UNREACHABLE_TOKEN', fixture.unreachableSession],
    ...numbered('KEY_PACKAGES_TOKEN', fixture.keyPackages?.sessions),
    ['EVENTS_TOKEN', fixture.events?.session],
    ...numbered('SPARE_TOKEN', fixture.spareSessions),
  ];
  const tokens = sessions.flatMap(([name, session]) =>
    session === undefined ? [] : [[session.token, name] as const],
  );
  const { administratorToken } = fixture;
  if (administratorToken !== undefined) tokens.push([administratorToken, 'ADMINISTRATOR_TOKEN']);
  const expansions = tokens.flatMap(([token, name]) => [
    ...inAllForms(token, `$${name}`),
    ...inAllForms(token.slice(0, -1), `\${${name}%?}`),
  ]);
  // The longest first, in case that one is a part of another.
  return new Map(expansions.sort(([a], [b]) => b.length - a.length));
}

/** A secret as it is, and as it stands in a URL. */
function inAllForms(secret: string, expansion: string): [string, string][] {
  const forms = new Set([
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
  ]);
  return [...forms].map((form) => [form, expansion]);
}

/** Puts its expansion, `$TOKEN`, in the place of each secret. */
export function mask(text: string, secrets: Secrets): string {
  let masked = text;
  for (const [secret, expansion] of secrets) masked = masked.replaceAll(secret, () => expansion);
  return masked;
}

/** The exchange without secrets, wherever they stand in it. */
export function maskExchange({ request, answer }: Exchange, secrets: Secrets): Exchange {
  const maskedRequest = maskRequest(request, secrets);
  return {
    request: maskedRequest,
    ...(answer && { answer: maskAnswer(answer, maskedRequest, secrets) }),
  };
}

function maskRequest(request: SentRequest, secrets: Secrets): SentRequest {
  return {
    ...request,
    url: mask(request.url, secrets),
    headers: request.headers.map(([name, value]) => [name, mask(value, secrets)]),
    content: request.content && maskOctets(request.content, secrets),
  };
}

function maskAnswer(answer: Answer, request: SentRequest, secrets: Secrets): Answer {
  const headers = new Headers(
    [...answer.headers].map(([name, value]) => [name, mask(value, secrets)]),
  );
  const text = mask(answer.text, secrets);
  if (text === answer.text) return { ...answer, request, headers };
  return {
    ...answer,
    ...{ request, headers, text },
    octets: maskOctets(answer.octets, secrets),
    json: answer.json === undefined ? undefined : JSON.parse(text),
  };
}

function maskOctets(octets: Buffer, secrets: Secrets): Buffer {
  const text = octets.toString('latin1');
  const masked = mask(text, secrets);
  return masked === text ? octets : Buffer.from(masked, 'latin1');
}
