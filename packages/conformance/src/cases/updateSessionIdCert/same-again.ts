import { pemType } from '../../contract/operation.js';
import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('again', (pem) => ({ content: pem, type: pemType }));
