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

/** Changes a member of the content of `createIdentity`. */
const reads = (name: string, as: (value: unknown) => unknown) =>
  requests((request) => {
    const members = membersOf(request);
    return name in members
      ? withMembers(request, { ...members, [name]: as(members[name]) })
      : request;
  });

/** Checks whether the name is taken before anything else. */
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
    name: 'accepts any invitation',
    clause: 'R27',
    caughtBy: 'createIdentity/invitation-once',
    fault: onError('P2CORE_REGISTRATION_CLOSED', says(201, registered)),
  },
  {
    name: 'stores a name without lower-casing it',
    clause: 'R26',
    caughtBy: 'createIdentity/lower-case',
    fault: values(({ fid }: { fid: string }, request) => ({
      fid: fid.replace(/^[^@]*/, nameIn(request)),
    })),
  },
  {
    name: 'compares names with regard to case',
    clause: 'R26',
    caughtBy: 'createIdentity/taken',
    fault: where(hasCapitals, onError('P2CORE_FEDERATION_ID_TAKEN', says(201, registered))),
  },
  {
    name: 'accepts a whole Federation ID as a name',
    clause: 'R26',
    caughtBy: 'createIdentity/whole-fid',
    fault: reads('actor_name', (name) => String(name).split('@')[0]),
  },
  {
    name: 'accepts names of at most 32 characters',
    clause: 'R26',
    caughtBy: 'createIdentity/length-of-a-name',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => nameIn(request).length > 32),
  },
  {
    name: 'checks the name before the invitation',
    clause: 'R27',
    caughtBy: 'createIdentity/name-after-registration',
    fault: looksAtNameFirst,
  },
  {
    name: 'checks the invitation before the shape of the content',
    clause: 'R27',
    caughtBy: 'createIdentity/shape-before-registration',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) =>
      'invite' in payloadIn(request) ? answer : healthy.error('P2CORE_REGISTRATION_CLOSED'),
    ),
  },
  {
    name: 'checks the name before the shape of the content',
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
    name: 'accepts an auth_payload of any size in createIdentity',
    clause: 'R27',
    caughtBy: 'createIdentity/payload-too-large',
    fault: reads('auth_payload', (payload) => ({ ...Object(payload), more: undefined })),
  },
];

/** Faults in `createIdentity`. */
export const registration: readonly WrongServer[] = [
  ...registrations.map((wrong) => ({ ...wrong, fault: on('createIdentity', wrong.fault) })),
  {
    name: 'answers 404 for an actor without a session',
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
