import { type Measure, measures, type Sample } from './sample.js';

/** The samples of each database. */
type Series = ReadonlyMap<string, readonly Sample[]>;

const colours = ['#1f77b4', '#d95f02'];
const width = 860;
const plot = { left: 70, top: 34, width: 770, height: 110 };
const panelHeight = 180;
const header = 40;

/** Draws each measure over time, one below the other, with a line for each database. */
export function chart(series: Series): string {
  const names = Object.keys(measures) as Measure[];
  const height = header + names.length * panelHeight;
  const panels = names.map(
    (measure, index) =>
      `<g transform="translate(0 ${header + index * panelHeight})">${panel(measure, series)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
    '<title>The reference server under load, over time</title>',
    `<rect width="${width}" height="${height}" fill="white"/>`,
    legend(series),
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function legend(series: Series): string {
  return [...series.keys()]
    .map((name, index) => {
      const x = plot.left + index * 140;
      return `<rect x="${x}" y="14" width="14" height="14" fill="${colours[index]}"/><text x="${x + 20}" y="26">${name}</text>`;
    })
    .join('\n');
}

function panel(measure: Measure, series: Series): string {
  const all = [...series.values()].flat();
  const end = Math.max(60, ...all.map(({ second }) => second));
  const step = roundStep(Math.max(...all.map((sample) => sample[measure]), 1) / 4);
  const top = step * 4;
  const x = (second: number) => (plot.left + (second / end) * plot.width).toFixed(1);
  const y = (value: number) => (plot.top + (1 - value / top) * plot.height).toFixed(1);
  const { title, unit } = measures[measure];

  const rows = [0, 1, 2, 3, 4].map((index) => index * step);
  const minutes = minuteMarks(end / 60);
  const lines = [...series.values()].map((samples, index) => {
    const points = samples.map((sample) => `${x(sample.second)},${y(sample[measure])}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colours[index]}" stroke-width="1.3"/>`;
  });
  return [
    `<text x="${plot.left}" y="20" font-weight="bold">${title}${unit && `, ${unit}`}</text>`,
    ...rows.map(
      (value) =>
        `<path d="M${plot.left} ${y(value)}h${plot.width}" stroke="#ddd"/>` +
        `<text x="${plot.left - 8}" y="${Number(y(value)) + 4}" text-anchor="end">${Number(value.toPrecision(3))}</text>`,
    ),
    ...minutes.map(
      (minute) =>
        `<text x="${x(minute * 60)}" y="${plot.top + plot.height + 18}" text-anchor="middle">${minute} min</text>`,
    ),
    ...lines,
  ].join('\n');
}

/** The next of 1, 2, 2.5, 5 or 10 times a power of ten. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

/** The marks of an axis, from zero to its end: at most twelve. */
function minuteMarks(minutes: number): number[] {
  const step = [1, 2, 5, 10, 15, 30, 60].find((each) => minutes / each <= 12) ?? 120;
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, index) => index * step);
}
