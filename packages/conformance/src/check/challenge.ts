import type { Answer } from '../http/answer.js';
import { expectThat } from './expect.js';

/** A scheme alone, or a parameter with its value, which may be quoted (RFC 9110 section 11.6.1). */
const element = /([\w!#$%&'*+.^`|~-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;

/** The parameters of the challenge `Bearer`, which must be present; others may be too. */
export function expectBearerChallenge(answer: Answer): Map<string, string> {
  const field = answer.headers.get('WWW-Authenticate') ?? '';
  let parameters: Map<string, string> | undefined;
  let scheme = '';
  for (const [, name = '', quoted, token] of field.matchAll(element)) {
    const value = quoted ?? token;
    if (value === undefined) scheme = name.toLowerCase();
    if (scheme !== 'bearer') continue;
    parameters ??= new Map();
    if (value !== undefined) parameters.set(name.toLowerCase(), value);
  }
  const expected = 'WWW-Authenticate with the challenge Bearer';
  expectThat(parameters !== undefined, expected, field || 'none', answer);
  return parameters;
}

/** The challenge `Bearer` must have this `error`; none for `undefined`. */
export function expectChallengeError(answer: Answer, error: string | undefined): void {
  const given = expectBearerChallenge(answer).get('error');
  const words = (one: string | undefined) => (one === undefined ? 'no error' : `error="${one}"`);
  expectThat(given === error, `${words(error)} in WWW-Authenticate`, words(given), answer);
}
