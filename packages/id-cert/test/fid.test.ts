import { describe, expect, test } from 'vitest';
import { FidError, parseDomain, parseFid } from '../src/index.js';

describe('parseFid', () => {
  test.each([
    ['alice@home.example.com', 'alice', 'home.example.com'],
    ['ALICE@Home.Example.COM', 'alice', 'home.example.com'],
    ['bob@localhost', 'bob', 'localhost'],
    ['a._%+-9@x', 'a._%+-9', 'x'],
    ['.@-', '.', '-'],
    ['0@1.2.3.4', '0', '1.2.3.4'],
    [`${'l'.repeat(64)}@${'d'.repeat(255)}`, 'l'.repeat(64), 'd'.repeat(255)],
  ])('reads %s', (text, localPart, domain) => {
    expect(parseFid(text)).toEqual({ fid: `${localPart}@${domain}`, localPart, domain });
  });

  test.each([
    ['nothing', ''],
    ['no @', 'alice.example.com'],
    ['two @', 'alice@home@example.com'],
    ['no local part', '@example.com'],
    ['no domain', 'alice@'],
    ['an empty label', 'alice@home..com'],
    ['a leading dot in the domain', 'alice@.com'],
    ['a trailing dot in the domain', 'alice@example.com.'],
    ['an underscore in the domain', 'alice@my_home.com'],
    ['a port', 'alice@localhost:3000'],
    ['a space around it', ' alice@example.com'],
    ['a newline after it', 'alice@example.com\n'],
    ['a second line', 'alice@example.com\nbob@example.com'],
    ['a slash in the local part', 'a/b@example.com'],
    ['a letter outside ASCII', 'élise@example.com'],
    ['a Kelvin sign, which lower-cases to k', '\u212Aate@example.com'],
    ['more than 320 characters', `${'l'.repeat(65)}@${'d'.repeat(255)}`],
    ['a long s, which upper-cases to S', 'alice@\u017Fite.com'],
  ])('refuses %s', (_, text) => {
    expect(() => parseFid(text)).toThrow(FidError);
    expect(() => parseFid(text)).toThrow(JSON.stringify(text));
  });
});

describe('parseDomain', () => {
  test.each([
    ['localhost', 'localhost'],
    ['Home.Example.Com', 'home.example.com'],
  ])('reads %s', (text, domain) => expect(parseDomain(text)).toBe(domain));

  test.each(['', '.', 'a..b', 'a.', 'a b', 'https://a', 'a:1', 'a@b', 'a\n', '\u212A'])(
    'refuses %j',
    (text) => expect(() => parseDomain(text)).toThrow(FidError),
  );
});
