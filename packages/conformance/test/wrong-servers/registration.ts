import { randomBytes } from 'node:crypto';
import {
  answers,
  errorIn,
  on,
  onError,
  refuses,
  requests,
  says,
  values,
  where,
} from './harness/faults.js';
import { isList, rowsOf } from './harness/listed.js';
import { membersOf, type Request, withMembers } from './harness/message.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const nameIn = (request: Request) => String(membersOf(request).actor_name);
const payloadIn = (request: Request) => Object(membersOf(request).auth_payload);
const hasCapitals = (request: Request) => /[A-Z]/.test(nameIn(request));
const registered = { fid: 'somebody@home.example.com' };

/** Changes a member of what registers. */
const reads = (name: string, as: (value: unknown) => unknown) =>
  requests((request) => {
    const members = membersOf(request);
    return name in members
      ? withMembers(request, { ...members, [name]: as(members[name]) })
      : request;
  });

/** Looks at the name first, where somebody else has it. */
const looksAtNameFirst: NewFault = () => {
  const taken = new Set<string>();
  return async (request, healthy) => {
    const answer = await healthy.send(request);
    if (answer.status === 201) taken.add(nameIn(request));
    return errorIn(answer)?.error === 'P2CORE_REGISTRATION_CLOSED' && taken.has(nameIn(request))
      ? healthy.error('P2CORE_FEDERATION_ID_TAKEN')
      : answer;
  };
};

const registrations: readonly WrongServer[] = [
  {
    name: 'takes any invitation',
    clause: 'R27',
    caughtBy: 'createIdentity/invitation-once',
    fault: onError('P2CORE_REGISTRATION_CLOSED', says(201, registered)),
  },
  {
    name: 'keeps the letters of a name as they came',
    clause: 'R26',
    caughtBy: 'createIdentity/lower-case',
    fault: values(({ fid }: { fid: string }, request) => ({
      fid: fid.replace(/^[^@]*/, nameIn(request)),
    })),
  },
  {
    name: 'takes a name in capitals for another one',
    clause: 'R26',
    caughtBy: 'createIdentity/taken',
    fault: where(hasCapitals, onError('P2CORE_FEDERATION_ID_TAKEN', says(201, registered))),
  },
  {
    name: 'takes a whole Federation ID for a name',
    clause: 'R26',
    caughtBy: 'createIdentity/whole-fid',
    fault: reads('actor_name', (name) => String(name).split('@')[0]),
  },
  {
    name: 'takes names of 32 characters at most',
    clause: 'R26',
    caughtBy: 'createIdentity/length-of-a-name',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => nameIn(request).length > 32),
  },
  {
    name: 'says that a name is taken before it looks at the invitation',
    clause: 'R27',
    caughtBy: 'createIdentity/name-after-registration',
    fault: looksAtNameFirst,
  },
  {
    name: 'looks at the invitation before it looks at the shape',
    clause: 'R27',
    caughtBy: 'createIdentity/shape-before-registration',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) =>
      'invite' in payloadIn(request) ? answer : healthy.error('P2CORE_REGISTRATION_CLOSED'),
    ),
  },
  {
    name: 'says that a name is taken before it looks at the shape',
    clause: 'R27',
    caughtBy: 'createIdentity/shape-before-name',
    fault: () => {
      const taken = new Set<string>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (answer.status === 201) taken.add(nameIn(request));
        return answer.status === 400 && taken.has(nameIn(request))
          ? healthy.error('P2CORE_FEDERATION_ID_TAKEN')
          : answer;
      };
    },
  },
  {
    name: 'uses an invitation up for a name that is taken',
    clause: 'R27',
    caughtBy: 'createIdentity/refused-uses-nothing-up',
    fault: onError('P2CORE_FEDERATION_ID_TAKEN', async (answer, request, healthy) => {
      const actor_name = `other-${randomBytes(6).toString('hex')}`;
      await healthy.send(withMembers(request, { ...membersOf(request), actor_name }));
      return answer;
    }),
  },
  {
    name: 'takes an auth_payload of any size',
    clause: 'R27',
    caughtBy: 'createIdentity/payload-too-large',
    fault: reads('auth_payload', (payload) => ({ ...Object(payload), more: undefined })),
  },
];

/** Who registers, and under which name. */
export const registration: readonly WrongServer[] = [
  ...registrations.map((wrong) => ({ ...wrong, fault: on('createIdentity', wrong.fault) })),
  {
    name: 'does not know an actor who has no session yet',
    clause: 'page',
    caughtBy: 'createIdentity/happy',
    fault: on(
      'getActorIdCerts',
      answers((answer, _request, healthy) =>
        isList(answer) && rowsOf(answer).length === 0
          ? healthy.error('P2CORE_ACTOR_NOT_FOUND')
          : answer,
      ),
    ),
  },
];
