import { Validity } from '@peculiar/asn1-x509';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('whose validity has ended', (tbs, { now }) => {
  const notBefore = new Date((now - 7200) * 1000);
  tbs.validity = new Validity({ notBefore, notAfter: new Date((now - 3600) * 1000) });
});
