import { takesOwn } from '../../steps/send-id-cert.js';

export default takesOwn('as a JSON string', (pem) => ({
  content: JSON.stringify(pem),
  type: 'application/json',
}));
