/** The simulation's model, beside five real servers (R20, R38). */
import { expect, test } from 'vitest';
import { usual } from '../src/simulate/model.js';
import { realRun } from '../src/simulate/real-run.js';

test('a home server is asked as often as the model says', { timeout: 120_000 }, async () => {
  const { deeds, counted, modelled } = await realRun(6, 60, { ...usual, servers: 5 }, 1);
  console.log(
    `${deeds} deeds; counted ${JSON.stringify(counted)}; model ${JSON.stringify(modelled)}`,
  );
  expect(counted.actors).toBe(modelled.logIns + modelled.askedAgain);
  expect(counted.roots).toBe(modelled.roots);
});
