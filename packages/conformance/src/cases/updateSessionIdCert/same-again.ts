import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('again', (pem) => ({ content: pem, type: 'application/x-pem-file' }));
