/** Demands the same of the pages `auth` and `core-home`, for which the kit registers many actors. */
import { demandCaught } from './harness/demand-caught.js';
import { newPages } from './new-pages.js';

demandCaught(
  newPages.filter(({ settings }) => settings === undefined),
  { P2CORE_RATE_LIMIT: 'off' },
);
