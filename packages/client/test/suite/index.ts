import { deadlineCases } from './deadlines.js';
import { flowCases } from './flows.js';
import { followingCases } from './following.js';
import { hostileCases } from './hostile.js';
import { identityCases } from './identity.js';
import { oneFormCases } from './one-form.js';
import { openapiFetchCases } from './openapi-fetch.js';
import { operationCases } from './operations.js';
import { requestCases } from './requests.js';
import { retryCases } from './retries.js';
import { tokenCases } from './tokens.js';
import { validationCases } from './validation.js';
import { vectorCases } from './vectors.js';
import type { Case, World } from './world.js';

/** All cases; they run in Node and in a browser. */
export const suite: readonly Case[] = [
  ...operationCases,
  ...openapiFetchCases,
  ...requestCases,
  ...oneFormCases,
  ...tokenCases,
  ...retryCases,
  ...deadlineCases,
  ...hostileCases,
  ...validationCases,
  ...identityCases,
  ...followingCases,
  ...flowCases,
  ...vectorCases,
];

/** The cases that run in a runtime. */
export function suiteFor(runtime: World['runtime']): Case[] {
  return suite.filter(({ only }) => only === undefined || only === runtime);
}
