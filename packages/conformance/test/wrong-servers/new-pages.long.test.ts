/**
 * Expects the kit to catch the wrong servers of the pages `auth` and `core-home`, for which it registers many actors.
 */
import { demandCaught } from './harness/demand-caught.js';
import { newPages } from './new-pages.js';

demandCaught(
  newPages.filter(({ settings }) => settings === undefined),
  { P2CORE_RATE_LIMIT: 'off' },
);
