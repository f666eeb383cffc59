import { fuzz } from './fuzz.js';

fuzz(2_000);
