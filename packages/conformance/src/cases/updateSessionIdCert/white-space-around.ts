import { pemType } from '../../contract/operation.js';
import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('with white space around it', (pem) => ({
  content: `\n \t${pem}\n \t`,
  type: pemType,
}));
