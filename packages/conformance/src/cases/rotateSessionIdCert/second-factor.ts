import { solutionField } from '../../contract/operation.js';
import { renew } from '../../steps/renew.js';
import { wantsSecondFactor } from '../../steps/second-factor.js';

export default wantsSecondFactor(
  'renews a session with the second factor alone, where it asks for one',
  201,
  (context, session, solution) =>
    renew(context, session, { headers: { [solutionField]: solution } }),
);
