/** The conformance kit as a library: load the cases, run them, and look at the results. */
export type { Case, Effect } from './catalogue/case.js';
export type { Level } from './catalogue/level.js';
export { loadCases } from './catalogue/load-cases.js';
export type { Need } from './catalogue/need.js';
export { selectCases } from './catalogue/select-cases.js';
export type { Fixture, FixtureActor, FixtureSession } from './fixture/fixture.js';
export { type FixtureSource, readFixture } from './fixture/read-fixture.js';
export { type Format, formats } from './report/formats.js';
export type { CaseResult, Exchange, FailureReport, Outcome, RunReport } from './report/result.js';
export { type RunOptions, run } from './run/run.js';
export { UsageError } from './run/usage-error.js';
