import { keyMaterial } from './key-material.js';
import { sessionsBegun } from './log-ins.js';
import { newPagesFromTheContract } from './new-pages-from-the-contract.js';
import { otherKeys } from './other-keys.js';
import { publishing } from './publishing.js';
import { registration } from './registration.js';
import { renewals } from './renewals.js';
import { homeServerFails, presented, secondReading } from './second-reading.js';
import type { WrongServer } from './wrong-server.js';

/** The wrong servers of the pages `auth` and `core-home`. The last one makes the kit's home server fail. */
export const newPages: readonly WrongServer[] = [
  ...registration,
  ...renewals,
  ...keyMaterial,
  ...publishing,
  ...otherKeys,
  ...newPagesFromTheContract,
  ...secondReading,
  ...presented,
  ...homeServerFails,
  ...sessionsBegun,
];
