import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('without a Content-Type', (pem) => ({ content: pem }));
