import { takesOwn } from '../../refused-id-cert.js';

export default takesOwn('without a Content-Type', (pem) => ({ content: pem }));
