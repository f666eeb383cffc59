import { ConfigError } from '../config.js';
import type { SeenRequest, Verdict } from './verdict.js';

export { type Comparison, createSecondOpinion, type SecondOpinion } from './second-opinion.js';

/** Loads express-openapi-validator, which only a server that asks for it has installed. */
export async function loadJudge(): Promise<(request: SeenRequest) => Promise<Verdict>> {
  const { createValidatorApp } = await import('./validator-app.js').catch((cause: unknown) => {
    throw new ConfigError(
      'P2CORE_SECOND_OPINION=on needs two more packages: npm install express-openapi-validator@5.6.2 light-my-request@6',
      { cause },
    );
  });
  return createValidatorApp();
}
