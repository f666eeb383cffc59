import {
  type Contract,
  type ErrorCodeEntry,
  type Operation,
  rolesOf,
} from '../codegen/contract.js';
import { keepsProfile } from './profile.js';

/** Describes an operation's `security` and `x-p2-…` members in sentences. */
export function operationRemarks(contract: Contract, operation: Operation): string[] {
  return [
    [
      `Needs ${accessOf({ roles: rolesOf(contract, operation) })}.`,
      ...(isRequired(contract, operation['x-p2-page'])
        ? []
        : [
            `It belongs to the page \`${operation['x-p2-page']}\`, which a server may leave out (R25).`,
          ]),
      ...(operation['x-p2-optional'] ? ['A server may leave this route out (R18).'] : []),
      effects[operation['x-p2-effect']],
    ].join(' '),
    ...(keepsProfile(contract, operation)
      ? [
          'Its ID-Certs and ID-CSRs keep the profile of ID-Certs, `id-cert.md`, which follows the rulings in this document.',
        ]
      : []),
    `Rests on the rulings ${operation['x-p2-rulings'].join(', ')}.`,
    `Error codes: ${list(operation['x-p2-errors'])}; for any request also ${list(ofAny(contract['x-p2-error-codes']).map(({ code }) => code))}.`,
  ];
}

function isRequired({ 'x-p2-pages': pages }: Contract, name: string): boolean {
  return pages.some(({ page, required }) => page === name && required);
}

/** Describes the limits of content in a sentence. */
export function requestBodyRemark(body: NonNullable<Operation['requestBody']>): string {
  const [first] = Object.keys(body.content);
  return `At most ${body['x-p2-max-content-length']} octets. Without a \`Content-Type\` they are read as \`${first}\` (R4).`;
}

/** The token that an operation demands: none, any, or an administrator's. */
export function accessOf({ roles }: { roles: readonly string[] | null }): string {
  if (roles === null) return 'no token';
  return roles.length === 0 ? 'a token' : `the token of an ${roles.join(' or ')}`;
}

/** The effect of a call on the server. */
export const effects: Record<Operation['x-p2-effect'], string> = {
  reads: 'It only reads.',
  changes: 'It changes something, and may be repeated.',
  creates: 'It creates something once: a client does not repeat it by itself.',
  destroys: 'It deletes something for good: a client does not repeat it by itself.',
};

/** The error codes for requests that match no operation, each with its status. */
export function anyErrorRemark(registry: readonly ErrorCodeEntry[]): string {
  const codes = ofAny(registry).map(({ code, status }) => `\`${code}\` (${status})`);
  return `Error codes: ${codes.join(', ')}.`;
}

/** Names in backticks, separated by commas. */
export function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function ofAny(registry: readonly ErrorCodeEntry[]): ErrorCodeEntry[] {
  return registry.filter(({ scope }) => scope === 'any');
}
