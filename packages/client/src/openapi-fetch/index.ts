/** openapi-fetch's client over this package's transport. */
export {
  createFetchClient,
  type FetchClient,
  type FetchClientOptions,
} from './create-fetch-client.js';
