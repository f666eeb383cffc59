import { writePem } from '../../certificates/pem.js';
import { refusesAltered } from '../../steps/send-id-cert.js';

export default refusesAltered('a PEM of something else', (_pem, der) =>
  writePem('CERTIFICATE', der.subarray(0, 40)),
);
