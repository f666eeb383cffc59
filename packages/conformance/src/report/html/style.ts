/** The style of the HTML report. It follows the reader's choice of light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfaf8, #16181c);
  --sheet: light-dark(#fff, #1e2126);
  --line: light-dark(#dedbd5, #363b43);
  --ink: light-dark(#1d1f23, #e8e6e1);
  --faint: light-dark(#5d6169, #a3a8b1);
  --link: light-dark(#1f57a8, #8fbcff);
  --passed: light-dark(#2c7a4b, #5fbf85);
  --failed: light-dark(#b3261e, #ff8a7f);
  --fixed: light-dark(#1f57a8, #8fbcff);
  --knownFailure: light-dark(#8a5a00, #e8b14c);
  --skipped: light-dark(#6b6f77, #8d939d);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 6rem; max-width: 64rem;
  background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; }
p { margin: 0; }
code, pre { font: .875em/1.5 ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
pre {
  margin: .25rem 0 0; padding: .6rem .75rem; max-height: 24rem; overflow: auto;
  white-space: pre-wrap; background: var(--ground); border: 1px solid var(--line); border-radius: 6px;
}
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
summary { cursor: pointer; }
[hidden] { display: none !important; }
.faint { color: var(--faint); font-size: .875rem; }
.verdict { font-size: 1.15rem; font-weight: 600; }
.verdict.good { color: var(--passed); }
.verdict.bad { color: var(--failed); }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
.levels { display: grid; gap: 1rem; margin: 1.5rem 0; padding: 1rem 1.25rem; }
.levels h2 { display: flex; justify-content: space-between; gap: 1rem; }
.levels h2 span { font-weight: 400; }
.bar { display: flex; gap: 2px; height: .7rem; margin: .4rem 0; overflow: hidden; border-radius: 4px; background: var(--line); }
.bar i { min-width: 4px; background: var(--tone); }
.counts { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: 0; padding: 0; list-style: none; font-size: .9rem; }
.counts li::before, .outcome::before {
  content: ''; display: inline-block; width: .6em; height: .6em; margin-right: .4em;
  border-radius: 50%; background: var(--tone);
}
.operations { margin: 0; padding: .25rem 1.25rem; list-style: none; }
.operations li { display: grid; grid-template-columns: minmax(0, 1fr) 6rem 19rem; gap: 1rem; align-items: center; padding: .3rem 0; }
.operations li + li { border-top: 1px solid var(--line); }
.operations .bar { margin: 0; }
.filter {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
  margin: 1.5rem -1.25rem 0; padding: .75rem 1.25rem; background: var(--ground); border-bottom: 1px solid var(--line);
}
.filter input[type=search] {
  flex: 1 1 14rem; min-width: 0; padding: .4rem .6rem; font: inherit; color: inherit;
  background: var(--sheet); border: 1px solid var(--faint); border-radius: 6px;
}
.filter fieldset { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: 0; padding: 0; border: 0; }
.filter label { display: inline-flex; gap: .35rem; align-items: center; min-height: 1.75rem; }
.operation { margin-top: 1.5rem; scroll-margin-top: 6rem; }
.operation > header { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; margin-bottom: .5rem; }
.case { padding: .75rem 1.25rem; }
.case + .case, .folded, .case + details { border-top: 1px solid var(--line); }
.operation .sheet > :first-child { border-top: 0; }
.case.failed { border-left: 4px solid var(--failed); border-radius: 4px; }
.case .head { display: flex; gap: .25rem 1rem; justify-content: space-between; flex-wrap: wrap; }
.case h3 { flex: 1 1 20rem; }
.outcome { color: var(--tone); font-size: .875rem; white-space: nowrap; }
.folded > summary { padding: .6rem 1.25rem; }
.folded .case { padding-top: .5rem; padding-bottom: .5rem; }
.folded .case h3 { font-weight: 400; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; margin: .5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; white-space: pre-wrap; }
.case > details { margin-top: .35rem; }
.case > details > summary { color: var(--faint); font-size: .875rem; }
.exchange { margin-top: .75rem; }
.passed { --tone: var(--passed); }
.failed { --tone: var(--failed); }
.skipped { --tone: var(--skipped); }
.knownFailure { --tone: var(--knownFailure); }
.fixed { --tone: var(--fixed); }
@media (max-width: 40rem) {
  body { padding-top: 1.25rem; }
  .operations li { grid-template-columns: minmax(0, 1fr) 5rem; gap: .1rem 1rem; }
  .operations .faint { grid-column: 1 / -1; }
  .filter { position: static; }
  .case, .folded > summary { padding-left: 1rem; padding-right: 1rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd + dt { margin-top: .35rem; }
}
@media print {
  .filter { display: none; }
  pre { max-height: none; }
}
`;
