import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { root } from '../../src/workspace.js';
import { packages } from '../support/packages.js';

/** A fenced block of a document, or a file that the docs site shows as one. */
export interface Block {
  line: number;
  language: string;
  text: string;
}

/** A document that a reader follows from top to bottom. */
export interface Document {
  /** Below the root. */
  path: string;
  text: string;
  blocks: Block[];
}

const folders = [
  ...['', '.changeset', 'docs', 'docs/guides', 'openapi/vectors'],
  ...packages.map(({ folder }) => folder),
];

/** All documents that are written by hand. */
export const documents: Document[] = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .map((document) => ({ ...document, blocks: blocksOf(document) }));

function blocksOf({ path, text: source }: Omit<Document, 'blocks'>): Block[] {
  const found = [
    ...source.matchAll(/^```(\S*).*\n((?:.*\n)*?)```$|^<<< ([^\s{]+)(?:\{(\w+)\})?$/gm),
  ];
  const fences = source.match(/^\s*(?:```|~~~)/gm)?.length ?? 0;
  if (fences !== 2 * found.filter(({ 3: included }) => included === undefined).length) {
    throw new Error(`${path} has a fence that is indented, not closed, or not of three backticks`);
  }
  return found.map(({ index, 1: language = '', 2: text = '', 3: included, 4: kind }) => ({
    line: source.slice(0, index).split('\n').length,
    ...(included === undefined ? { language, text } : include(join(dirname(path), included), kind)),
  }));
}

function include(path: string, kind = extname(path).slice(1)): Pick<Block, 'language' | 'text'> {
  return { language: kind, text: readFileSync(join(root, path), 'utf8') };
}
