import { Validity } from '@peculiar/asn1-x509';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('whose validity has not begun', (tbs) => {
  const notBefore = new Date(Date.now() + 3_600_000);
  tbs.validity = new Validity({ notBefore, notAfter: new Date(Date.now() + 7_200_000) });
});
