import { pathPrefix } from '@p2core/types';
import { exchange } from '../../support/exchange.js';

/** The answer to one pop, and the times of request and answer, in milliseconds of one clock. */
export interface Answer {
  readonly keyPackage: string;
  readonly asked: number;
  readonly answered: number;
}

/** Pops KeyPackages of an actor with one session, one after the other, until the last resort comes. */
export async function popUntilLastResort(
  url: string,
  { fid, token, lastResort }: { fid: string; token: string; lastResort: string },
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const headers = { Authorization: `Bearer ${token}` };
  for (;;) {
    const asked = performance.now();
    const { status, json } = await exchange(url, {
      path: `${pathPrefix}/keypackage/${fid}`,
      headers,
    });
    if (status !== 200 || json.length !== 1) throw new Error(`${status}: ${JSON.stringify(json)}`);
    const [keyPackage] = json;
    answers.push({ keyPackage, asked, answered: performance.now() });
    if (keyPackage === lastResort) return answers;
  }
}
