import { takesOwn } from '../../refused-id-cert.js';

export default takesOwn('as a JSON string', (pem) => ({
  content: JSON.stringify(pem),
  type: 'application/json',
}));
