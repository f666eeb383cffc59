import { pemType } from '../../contract/operation.js';
import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('in lines that end in CR LF', (pem) => ({
  content: pem.replaceAll('\n', '\r\n'),
  type: pemType,
}));
