import { type Contract, type Operation, rolesOf } from '../codegen/contract.js';

/** What an operation's `security` and its `x-p2-…` members say, in sentences. */
export function operationRemarks(contract: Contract, operation: Operation): string[] {
  return [
    [
      `Needs ${accessOf({ roles: rolesOf(operation) })}.`,
      ...(operation['x-p2-optional'] ? ['A server may leave this route out (R18).'] : []),
      effects[operation['x-p2-effect']],
    ].join(' '),
    `Rests on the rulings ${operation['x-p2-rulings'].join(', ')}.`,
    `Error codes: ${codes(operation['x-p2-errors'])}; and those of any request: ${codes(ofAny(contract))}.`,
  ];
}

/** What content may be, in a sentence. */
export function requestBodyRemark(body: NonNullable<Operation['requestBody']>): string {
  const [first] = Object.keys(body.content);
  return `At most ${body['x-p2-max-content-length']} octets. Without a \`Content-Type\` they are read as \`${first}\` (R4).`;
}

/** What an operation demands: nothing, a token, or an administrator's token. */
export function accessOf({ roles }: { roles: readonly string[] | null }): string {
  if (roles === null) return 'no token';
  return roles.length === 0 ? 'a token' : `the token of an ${roles.join(' or ')}`;
}

/** What a call does to the server. */
export const effects: Record<Operation['x-p2-effect'], string> = {
  reads: 'It only reads.',
  changes: 'It changes something, and may be repeated.',
  destroys: 'It takes something away for good: a client does not repeat it by itself.',
};

function ofAny(contract: Contract): string[] {
  return contract['x-p2-error-codes']
    .filter(({ scope }) => scope === 'any')
    .map(({ code }) => code);
}

function codes(list: string[]): string {
  return list.map((code) => `\`${code}\``).join(', ');
}
