import { solutionField } from '../../contract/operation.js';
import { wantsSecondFactor } from '../../steps/second-factor.js';

export default wantsSecondFactor(
  'ends a session only with the second factor, where it asks for one',
  204,
  ({ send }, { token, id }, solution) =>
    send('deleteSession', {
      ...{ token, json: { session_id: id } },
      headers: { [solutionField]: solution },
    }),
);
