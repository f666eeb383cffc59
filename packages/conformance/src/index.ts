/** The conformance kit as a library: load the cases, run them, and look at the results. */
export type { Case, Effect, Level, Need } from './case.js';
export { loadCases } from './catalogue.js';
export type { Fixture, FixtureActor, FixtureSession } from './fixture.js';
export { type FixtureSource, readFixture } from './read-fixture.js';
export { type Format, formats } from './report/formats.js';
export type { CaseResult, Exchange, FailureReport, Outcome, RunReport } from './report/result.js';
export { type RunOptions, run } from './run.js';
export { selectCases } from './select.js';
export { UsageError } from './usage-error.js';
