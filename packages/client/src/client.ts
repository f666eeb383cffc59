import { call } from './call.js';
import type { ClientMethods } from './generated/client-methods.js';
import { operationIds } from './operation.js';
import type { CallOptions, ClientOptions } from './options.js';
import { describeRequest } from './request/describe-request.js';
import { settingsOf } from './settings.js';

/** One method for each operation of the contract. */
export interface Client extends ClientMethods {}

/**
 * Makes a client for one server. Every answer that the contract declares is returned, errors too: look at its `status`
 * and its `error`. Everything else throws an `UnexpectedAnswerError`.
 *
 * @throws {TypeError} where the options cannot work
 * @example
 * const client = createClient({ baseUrl: 'https://home.example.com' });
 * const answer = await client.getServerIdCert({ timestamp: 1620000000 });
 * if (answer.status === 200) console.log(answer.body);
 */
export function createClient(options: ClientOptions): Client {
  const settings = settingsOf(options);
  const methods = operationIds.map((operationId) => [
    operationId,
    (given: Record<string, unknown> = {}, callOptions: CallOptions = {}) =>
      call(
        operationId,
        (operation) => describeRequest(operation, given, callOptions, settings),
        callOptions,
        settings,
      ),
  ]);
  return Object.fromEntries(methods) as Client;
}
