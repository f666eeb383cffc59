import { Extensions } from '@peculiar/asn1-x509';
import { basicConstraints, extension, keyUsage, octets } from '../../certificates/forge.js';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('with a critical extension that nobody knows', (tbs) => {
  tbs.extensions = new Extensions([
    basicConstraints(),
    keyUsage('digitalSignature'),
    extension('1.3.6.1.4.1.99999.1', octets('0500')),
  ]);
});
