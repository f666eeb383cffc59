import { refusesAltered } from '../../steps/send-id-cert.js';

export default refusesAltered('two ID-Certs in one PEM', (pem) => pem + pem);
