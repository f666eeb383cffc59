import { writePem } from '../../certificates/pem.js';
import { refusesAltered } from '../../steps/send-id-cert.js';

export default refusesAltered('octets behind the certificate', (_pem, der) =>
  writePem('CERTIFICATE', Buffer.concat([der, Buffer.from([5, 0])])),
);
