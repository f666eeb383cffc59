import { refusesAltered } from '../../refused-id-cert.js';

export default refusesAltered('two ID-Certs in one PEM', (pem) => pem + pem);
