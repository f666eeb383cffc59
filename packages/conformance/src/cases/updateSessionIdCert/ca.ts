import { Extensions } from '@peculiar/asn1-x509';
import { basicConstraints, keyUsage } from '../../certificates/forge.js';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('of a CA', (tbs) => {
  tbs.extensions = new Extensions([basicConstraints({ cA: true }), keyUsage('digitalSignature')]);
});
