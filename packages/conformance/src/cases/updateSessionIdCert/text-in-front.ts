import { pemType } from '../../contract/operation.js';
import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('with text in front of it', (pem) => ({
  content: `subject=alice\n${pem}`,
  type: pemType,
}));
