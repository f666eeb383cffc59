import { actorName, domainComponents } from '../../certificates/forge.js';
import { refusesForged } from '../../steps/send-id-cert.js';

export default refusesForged(
  'whose domain components are not those of the Federation ID',
  (tbs, names) => {
    tbs.subject = actorName(names, {}, domainComponents('alice@other.invalid'));
  },
);
