import {
  type Answer,
  type Client,
  createClient,
  type ErrorAnswer,
  type RequestArguments,
} from '@p2core/client';
import { expectTypeOf, test } from 'vitest';

/*
 * The compiler checks this file (`pnpm check`): each `@ts-expect-error` fails where the line below is no error. Nothing
 * is called.
 */
const client = undefined as unknown as Client;
const never = (): boolean => false;

test('the status narrows the body', async () => {
  if (never()) {
    const answer = await client.getChallenge();
    // @ts-expect-error an answer that is not narrowed may be an error, and an error has no body
    void answer.body;
    if (answer.status === 200) {
      expectTypeOf(answer.body).toEqualTypeOf<{ challenge: string; expires: number }>();
      // @ts-expect-error 200 is no error
      answer.error satisfies string;
    }
    // @ts-expect-error the contract does not declare this status here
    void (answer.status === 404);
  }
});

test('each body has its type', async () => {
  if (never()) {
    const certificate = await client.getServerIdCert();
    if (certificate.status === 200) expectTypeOf(certificate.body).toEqualTypeOf<string>();
    const list = await client.getActorIdCerts({ fid: 'a@b' });
    if (list.status === 200) {
      expectTypeOf(list.body).toEqualTypeOf<{
        idcerts: string[];
        invalidated: boolean[];
        invalidated_at?: (number | null)[];
      }>();
    }
    const packages = await client.getKeyPackages({ fid: 'a@b' });
    if (packages.status === 200) expectTypeOf(packages.body).toEqualTypeOf<string[]>();
    const events = await client.getEvents();
    if (events.status === 200) {
      expectTypeOf(events.body[0]?.op).toEqualTypeOf<string | undefined>();
    }
  }
});

test('an answer without content has no body', async () => {
  if (never()) {
    const ended = await client.deleteSession({ session_id: 'a' });
    if (ended.status === 204) {
      // @ts-expect-error 204 has no content
      void ended.body;
    }
    const none = await client.getEvents();
    if (none.status === 409) {
      // @ts-expect-error R14: 409 has no content, and no error
      void none.body;
      expectTypeOf(none.error).toEqualTypeOf<undefined>();
    }
    // @ts-expect-error R14: a client gives 409 also for 204
    void (none.status === 204);
  }
});

test('the status narrows the error, and the error the status', async () => {
  if (never()) {
    const answer = await client.updateSessionIdCert({ body: '' });
    if (answer.status === 403) {
      expectTypeOf(answer.error).toEqualTypeOf<
        'P2CORE_ID_CERT_MISMATCH' | 'P2CORE_ID_CERT_UNTRUSTED'
      >();
    }
    if (answer.error === 'P2CORE_ID_CERT_MISMATCH') {
      expectTypeOf(answer.status).toEqualTypeOf<403>();
      expectTypeOf(answer.message).toEqualTypeOf<string | undefined>();
    }
    // @ts-expect-error the operation does not list this code
    void (answer.error === 'P2CORE_ACTOR_NOT_FOUND');
    if (answer.error === undefined) expectTypeOf(answer.status).toEqualTypeOf<201>();
    else expectTypeOf(answer).toEqualTypeOf<ErrorAnswer<'updateSessionIdCert'>>();
  }
});

test('every answer can be told from every other', async () => {
  if (never()) {
    const answer: Answer<'deleteSession'> = await client.deleteSession({ session_id: 'a' });
    switch (answer.status) {
      case 204:
      case 400:
      case 401:
      case 403:
      case 404:
      case 405:
      case 413:
      case 415:
      case 429:
      case 500:
      case 503:
        return;
      default:
        answer satisfies never;
    }
  }
});

test('arguments have names and types', () => {
  expectTypeOf<RequestArguments<'getServerIdCert'>>().toEqualTypeOf<{
    timestamp?: string | number;
  }>();
  if (never()) {
    void client.getServerIdCert();
    void client.getServerIdCert({ timestamp: 1 }, { timeout: 1 });
    // @ts-expect-error a time is a number or a decimal string
    void client.getServerIdCert({ timestamp: new Date() });
    // @ts-expect-error the filter has no such member
    void client.getServerIdCert({ time: 1 });
    // @ts-expect-error fid is missing
    void client.getActorIdCerts();
    // @ts-expect-error fid is missing
    void client.getActorIdCerts({ timestamp: 1 });
    // @ts-expect-error session_id is missing
    void client.deleteSession({});
    // @ts-expect-error the ID-Cert is missing
    void client.updateSessionIdCert();
    // @ts-expect-error there is no such operation
    void client.postChallenge();
  }
});

test('options have names and types', () => {
  if (never()) {
    // @ts-expect-error baseUrl is missing
    createClient({});
    // @ts-expect-error filters go in the query or as content
    createClient({ baseUrl: 'https://a', filters: 'header' });
    createClient({ baseUrl: 'https://a', token: async (refused?: string) => refused ?? 'token' });
    // @ts-expect-error a token is text
    createClient({ baseUrl: 'https://a', token: () => 42 });
  }
});
