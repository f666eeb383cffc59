import { actorName } from '../../certificates/forge.js';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged('with the CN of another actor', (tbs, names) => {
  tbs.subject = actorName(names, { CN: ['mallory'] });
});
