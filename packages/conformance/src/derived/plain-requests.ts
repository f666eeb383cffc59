import type { ErrorCode, Operation, OperationId } from '@p2core/types';
import type { Effect } from '../catalogue/case.js';
import type { Need } from '../catalogue/need.js';
import type { Names } from '../certificates/certificate-names.js';
import { forgeIdCert, issueIdCert } from '../certificates/forge.js';
import { newKeyPair } from '../certificates/key-pair.js';
import { makeCsr } from '../certificates/make-csr.js';
import { expectSuccess } from '../check/expect.js';
import { notFoundCodes } from '../contract/not-found.js';
import type { Fixture } from '../fixture/fixture.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';
import { someFid } from '../run/some-fid.js';
import { encryptedKey } from '../steps/key-material.js';
import { keyPackageOf } from '../steps/publish.js';

/** The plain request of an operation, and its outcome. */
interface PlainRequest {
  /** Its needs beyond the contract's: a token of its role, an actor for its path. */
  needs?: readonly Need[];
  /** Its effect on the server, where that is less than the operation's `x-p2-effect`. */
  effect?: Effect;
  /** The value of the content, where the contract's example will not do. */
  value?: (context: CaseContext) => unknown;
  /** The errors, one of which it gets, where it is made to do no harm. */
  refusal?: readonly ErrorCode[];
  /** Another token than that of its role, so that it does no harm. */
  token?: (fixture: Fixture) => string | undefined;
}

const filter = { value: (context: CaseContext) => ({ timestamp: now(context) }) } as const;

/** The operations for which the contract alone does not give a plain request. */
const plainRequests: Partial<Record<OperationId, PlainRequest>> = {
  getServerPublicKey: filter,
  getServerIdCert: filter,
  getActorIdCerts: filter,
  updateSessionIdCert: { value: ownIdCert },
  deleteSession: {
    effect: 'reads',
    value: (context) => ({ session_id: madeUpSessionId(context) }),
    refusal: ['P2CORE_SESSION_NOT_FOUND'],
  },
  /** The last resort is given as often as needed (R17). */
  getKeyPackages: { effect: 'changes' },
  rotateSessionIdCert: {
    effect: 'reads',
    value: (context) => ({ csr: csrOfNobody(context) }),
    refusal: ['P2CORE_ID_CERT_MISMATCH'],
  },
  uploadKeyMaterial: {
    effect: 'reads',
    value: () => ({ key_data: someKey, serial_number: unknownSerial }),
    refusal: ['P2CORE_ID_CERT_NOT_FOUND'],
  },
  getKeyMaterial: { value: () => ({}) },
  deleteKeyMaterial: { effect: 'reads', value: () => [unknownSerial] },
  addKeyPackages: {
    effect: 'reads',
    value: (context) => [keyPackageOfNobody(context)],
    refusal: ['P2CORE_KEY_PACKAGE_MISMATCH'],
  },
  replaceLastResortKeyPackage: {
    effect: 'reads',
    value: keyPackageOfNobody,
    refusal: ['P2CORE_KEY_PACKAGE_MISMATCH'],
  },
  /** Without an invitation where the server demands one, else with a taken name (R27). */
  createIdentity: {
    needs: ['registration'],
    effect: 'reads',
    value: async (context) => ({
      actor_name: (await context.enrolment.actor(context)).split('@')[0],
      auth_payload: context.enrolment.credentials,
    }),
    refusal: ['P2CORE_REGISTRATION_CLOSED', 'P2CORE_FEDERATION_ID_TAKEN'],
  },
  trustSession: {
    needs: ['registration'],
    effect: 'reads',
    value: async (context) => {
      const { fid, id } = await context.enrolment.session(context);
      return {
        actor_name: fid.split('@')[0],
        csr: makeCsr({ fid, sessionId: id }, newKeyPair()),
        auth_payload: context.enrolment.credentials,
      };
    },
    refusal: ['P2CORE_SESSION_ID_TAKEN'],
  },
  identify: {
    effect: 'reads',
    value: (context) => ({
      completed_challenge: { challenge: 'A'.repeat(64), signature: 'AAAA' },
      id_cert: forgeIdCert(nobody(context)),
    }),
    refusal: ['P2CORE_CHALLENGE_INVALID'],
  },
  /** The administrator has no session whose token could end (R25). */
  revokeSessionToken: {
    needs: ['administratorToken'],
    effect: 'reads',
    token: ({ administratorToken }) => administratorToken,
    refusal: ['P2CORE_SESSION_NOT_FOUND'],
  },
};

/** A serial number that no certificate has: servers choose long ones. */
const unknownSerial = '1';

const someKey = encryptedKey();

/** An unknown session. */
function nobody(context: CaseContext): Names {
  const fid = context.fixture.actor?.fid ?? someFid;
  return { fid, sessionId: madeUpSessionId(context), now: context.now() };
}

function csrOfNobody(context: CaseContext): string {
  return makeCsr(nobody(context), newKeyPair());
}

/** A KeyPackage whose certificate the kit has invented. */
function keyPackageOfNobody(context: CaseContext): string {
  const keyPair = newKeyPair();
  const idCert = issueIdCert(nobody(context), keyPair.publicKey, newKeyPair().privateKey);
  return keyPackageOf(context, { idCert, keyPair });
}

/** The parts in which an operation's plain request differs from the usual one. */
export function plainRequestOf(operation: Operation): PlainRequest {
  return plainRequests[operation.operationId] ?? usualRequest(operation);
}

/** The contract's example of a thing in the path, unlike an actor of the fixture, is on no server. */
function usualRequest(operation: Operation): PlainRequest {
  const namesThing = operation.pathParameters.some((name) => name !== 'fid');
  return namesThing ? { refusal: notFoundCodes(operation) } : {};
}

/** The time by the server's clock, in seconds since the epoch, decimal. */
export function now(context: CaseContext): string {
  return String(context.now());
}

/** A session ID that no session of the fixture has. */
export function madeUpSessionId({ random }: CaseContext): string {
  return `nobody-${Math.floor(random() * 2 ** 48).toString(16)}`;
}

/** The ID-Cert of the actor's first session. */
async function ownIdCert({ send, session }: CaseContext): Promise<string> {
  const answer = await send('getActorIdCerts', { query: { session_id: session.id } });
  expectSuccess(answer);
  const { idcerts, invalidated } = answer.json as { idcerts: string[]; invalidated: boolean[] };
  const idCert = idcerts.findLast((_, position) => invalidated[position] === false);
  if (idCert === undefined) throw new Skip("the server shows no ID-Cert of the actor's session");
  return idCert;
}
