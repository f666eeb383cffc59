import { Extensions } from '@peculiar/asn1-x509';
import { basicConstraints, keyUsage } from '../../certificates/forge.js';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('that may sign certificates', (tbs) => {
  tbs.extensions = new Extensions([
    basicConstraints(),
    keyUsage('digitalSignature', 'keyCertSign'),
  ]);
});
