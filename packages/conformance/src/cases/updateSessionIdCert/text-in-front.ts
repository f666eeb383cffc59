import { refusesAltered } from '../../refused-id-cert.js';

export default refusesAltered('text in front of the PEM', (pem) => `subject=alice\n${pem}`);
