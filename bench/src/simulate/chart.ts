import { roundStep } from '../soak/chart.js';

/** A line of a chart: a value for each x. */
export interface Line {
  name: string;
  values: readonly number[];
}

/** What a chart shows. The x axis is logarithmic, and the y axis begins at zero. */
export interface Chart {
  title: string;
  x: { label: string; values: readonly number[] };
  y: string;
  lines: readonly Line[];
}

const colours = ['#1f77b4', '#d95f02', '#1b9e77', '#7570b3'];
const [width, height] = [860, 340];
const plot = { left: 80, top: 56, width: 740, height: 220 };

/** Draws a chart as SVG. */
export function draw({ title, x, y, lines }: Chart): string {
  const [first = 1, last = 10] = [x.values[0], x.values.at(-1)];
  const step = roundStep(Math.max(...lines.flatMap(({ values }) => values), 1e-9) / 4);
  const across = (value: number) =>
    (plot.left + (Math.log(value / first) / Math.log(last / first)) * plot.width).toFixed(1);
  const up = (value: number) => (plot.top + (1 - value / (4 * step)) * plot.height).toFixed(1);
  const bottom = plot.top + plot.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<text x="${plot.left}" y="20" font-weight="bold">${title}</text>`,
    ...lines.map(({ name }, index) => {
      const left = plot.left + index * 190;
      return `<rect x="${left}" y="32" width="14" height="12" fill="${colours[index]}"/><text x="${left + 20}" y="42">${name}</text>`;
    }),
    ...[0, 1, 2, 3, 4].map(
      (index) =>
        `<path d="M${plot.left} ${up(index * step)}h${plot.width}" stroke="#ddd"/>` +
        `<text x="${plot.left - 8}" y="${Number(up(index * step)) + 4}" text-anchor="end">${Number((index * step).toPrecision(3))}</text>`,
    ),
    ...x.values.map(
      (value) =>
        `<text x="${across(value)}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    ),
    `<text x="${plot.left + plot.width / 2}" y="${bottom + 40}" text-anchor="middle">${x.label}</text>`,
    `<text transform="translate(16 ${plot.top + plot.height / 2}) rotate(-90)" text-anchor="middle">${y}</text>`,
    ...lines.map(({ values }, index) => {
      const points = values.map((value, at) => `${across(x.values[at] ?? first)},${up(value)}`);
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[index]}" stroke-width="2"/>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}
