/** The whole fuzz; P2CORE_FUZZ_COUNT makes it longer. */
import { fuzz } from './fuzz.js';

fuzz(Number(process.env.P2CORE_FUZZ_COUNT ?? 21_000));
