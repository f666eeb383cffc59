/**
 * Mistakes in servers; the compiler refuses each. The text after `@ts-expect-error` is the compiler's error in the next
 * line; types.test.ts checks that.
 */
import type { OperationId } from '@p2core/types';
import {
  createContractRouter,
  type Handler,
  type HandlerResult,
  type Handlers,
} from '../../src/index.js';
import { authenticate, everyOperation, type TestPrincipal } from '../support/every-operation.js';

type Of<Id extends OperationId> = Handler<Id, TestPrincipal>;

const { getChallenge: _left, getEvents: _optional, ...incomplete } = everyOperation;
const body = { challenge: 'UH675678rbnFGNHJV2ijcnr3ghjHV74jah', expires: 1 };

// A missing handler. A handler of an optional operation, such as getEvents, may be missing.

// @ts-expect-error Property 'getChallenge' is missing in type … but required in type 'RequiredHandlers<TestPrincipal, "core-foreign">'
export const missingHandler: Handlers<TestPrincipal> = incomplete;

// An unknown handler.
export const unknownHandler: Handlers<TestPrincipal> = {
  ...everyOperation,
  // @ts-expect-error 'getChalenge' does not exist in type … Did you mean to write 'getChallenge'?
  getChalenge: () => ({ status: 200, body }),
};

// An undeclared status.

// @ts-expect-error Type '418' is not assignable to type '200'
export const undeclaredStatus: Of<'getChallenge'> = () => ({ status: 418 });
// @ts-expect-error Type '201' is not assignable to type '200'
export const otherStatus: Of<'getChallenge'> = () => ({ status: 201, body });
// @ts-expect-error Type '304' is not assignable to type '200'
export const notModified: Of<'getServerIdCert'> = () => ({ status: 304 });
// @ts-expect-error Type '404' is not assignable to type '200'
export const errorByHand: Of<'getServerIdCert'> = () => ({ status: 404, body: '' });

// A body on an empty answer.

// @ts-expect-error Types of property 'body' are incompatible. … required in type 'NotInContract'
export const bodyOnConflict: Of<'getEvents'> = () => ({ status: 409, body: [] });
// @ts-expect-error Types of property 'body' are incompatible. … not assignable to type 'NotInContract'
export const bodyOnNoContent: Of<'deleteSession'> = () => ({ status: 204, body: 'gone' });
// @ts-expect-error Types of property 'body' are incompatible. … not assignable to type 'NotInContract'
export const bodyOnCreated: Of<'updateSessionIdCert'> = () => ({ status: 201, body: '' });

// A missing required header.

// @ts-expect-error Property 'headers' is missing in type '{ error: "P2CORE_RATE_LIMITED"; }' … "Retry-After": string
export const noRetryAfter: Of<'getChallenge'> = () => ({ error: 'P2CORE_RATE_LIMITED' });
// @ts-expect-error Property 'headers' is missing in type '{ error: "P2CORE_UNAVAILABLE"; }' … "Retry-After": string
export const neitherHere: Of<'getEvents'> = () => ({ error: 'P2CORE_UNAVAILABLE' });
// @ts-expect-error Property '"Retry-After"' is missing in type '{}'
export const noHeader: Of<'getEvents'> = () => ({ error: 'P2CORE_UNAVAILABLE', headers: {} });
const seconds = { 'Retry-After': 30 };
// @ts-expect-error Type 'number' is not assignable to type 'string'
export const number: Of<'getEvents'> = () => ({ error: 'P2CORE_UNAVAILABLE', headers: seconds });

// A header that is not declared, and one that the responder makes.

const foreign = { 'X-Foreign': 'x' };
// @ts-expect-error Property ''X-Foreign'' is incompatible with index signature. … 'string' is not assignable to type 'NotInContract'
export const foreignHeader: Of<'getEvents'> = () => ({
  error: 'P2CORE_INTERNAL',
  headers: foreign,
});
// @ts-expect-error Type '{ ETag: string; }' has no properties in common with type
export const tag: Of<'getServerIdCert'> = () => ({
  status: 200,
  headers: { ETag: '"a"' },
  body: '',
});

// An error code that the operation does not list, and one that the contract does not have.

// @ts-expect-error Type '"P2CORE_ACTOR_NOT_FOUND"' is not assignable to type '"P2CORE_INTERNAL" | "P2CORE_METHOD_NOT_ALLOWED" | "P2CORE_NOT_ACCEPTABLE" | "P2CORE_UNSUPPORTED_MEDIA_TYPE"'
export const unlistedCode: Of<'getChallenge'> = () => ({ error: 'P2CORE_ACTOR_NOT_FOUND' });
// @ts-expect-error Type '"P2CORE_NONSENSE"' is not assignable to type
export const unknownCode: Of<'getChallenge'> = () => ({ error: 'P2CORE_NONSENSE' });
// @ts-expect-error Type '"P2CORE_NOT_FOUND"' is not assignable to type
export const codeOfNoOperation: Of<'getChallenge'> = async () => ({ error: 'P2CORE_NOT_FOUND' });

// A wrong body.

// @ts-expect-error Property 'body' is missing in type '{ status: 200; }'
export const noBody: Of<'getChallenge'> = () => ({ status: 200 });
// @ts-expect-error Property 'expires' is missing in type '{ challenge: string; }'
export const noMember: Of<'getChallenge'> = () => ({ status: 200, body: { challenge: 'x' } });
const text = { challenge: 'x', expires: '1620000300' };
// @ts-expect-error The types of 'body.expires' are incompatible … Type 'string' is not assignable to type 'number'
export const wrongMember: Of<'getChallenge'> = () => ({ status: 200, body: text });
// @ts-expect-error Type 'Buffer<ArrayBuffer>' is not assignable to type 'string'
export const octets: Of<'getServerIdCert'> = () => ({ status: 200, body: Buffer.from('') });

// A handler that returns nothing.

// @ts-expect-error Type 'void' is not assignable to type 'Promise<HandlerResult<"getChallenge">> | HandlerResult<"getChallenge">'
export const nothing: Of<'getChallenge'> = () => {};

// Members that the request does not have.

// @ts-expect-error Property 'fid' does not exist on type
export const noParameter: Of<'deleteSession'> = ({ parameters }) => parameters.fid;
// @ts-expect-error 'body' is possibly 'undefined'
export const noContent: Of<'getServerIdCert'> = ({ body }) => body.timestamp;
// @ts-expect-error 'principal' is possibly 'undefined'
export const nobody: Of<'getChallenge'> = (_request, { principal }) => principal.name;

// The same mistakes in the options of the router.

export const router = createContractRouter({
  // @ts-expect-error Property 'roles' is missing in type '{ name: string; }'
  authenticate: () => ({ name: 'alice' }),
  handlers: everyOperation,
});
export const otherRouter = createContractRouter({
  authenticate,
  handlers: {
    ...everyOperation,
    // @ts-expect-error Type '"P2CORE_ACTOR_NOT_FOUND"' is not assignable to type '"P2CORE_INTERNAL" |
    getChallenge: () => ({ error: 'P2CORE_ACTOR_NOT_FOUND' }),
  },
});

// The compiler shows the mistake at its place in the handler, not at the handler's name.

export const atTheSpot = createContractRouter({
  authenticate,
  handlers: {
    ...everyOperation,
    getChallenge: () => ({
      // @ts-expect-error Type '"P2CORE_ACTOR_NOT_FOUND"' is not assignable to type '"P2CORE_INTERNAL" |
      error: 'P2CORE_ACTOR_NOT_FOUND',
    }),
    getEvents: async ({ parameters }): Promise<HandlerResult<'getEvents'>> => {
      if (parameters.after !== undefined) return { status: 409 };
      // @ts-expect-error Type '201' is not assignable to type '200 | 409
      return { status: 201, body: [] };
    },
  },
});

// A role that the contract does not have.

export const unknownRole = createContractRouter({
  // @ts-expect-error Type '"admin"' is not assignable to type '"administrator"'
  authenticate: () => ({ name: 'alice', roles: ['admin'] }),
  handlers: everyOperation,
});

// A handler that needs only the principal's roles names no type of principal.

export const plainHandler: Handler<'deleteSession'> = (_request, { principal }) =>
  principal.roles.includes('administrator')
    ? { status: 204 }
    : { error: 'P2CORE_SESSION_NOT_FOUND' };

// A page without its handlers, and a page that the contract does not have.

const { identify: _identify, ...withoutIdentify } = everyOperation;
// @ts-expect-error Property 'identify' is missing in type … but required in type 'RequiredHandlers<TestPrincipal, "auth" | "core-foreign">'
export const halfAPage: Handlers<TestPrincipal, 'auth'> = withoutIdentify;
export const noPage = createContractRouter({
  authenticate,
  handlers: everyOperation,
  // @ts-expect-error Type '"auht"' is not assignable to type
  pages: ['auht'],
});
