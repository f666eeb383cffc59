/**
 * Generates the contract's examples, its certificate vectors, the bundled document, the sources in `generated/`
 * folders, and the README's picture and table of operations. With `--check` it writes nothing, and fails if a file is
 * stale.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { bundle } from './codegen/bundle.js';
import { callTableModule } from './codegen/client/call-table-module.js';
import { clientMethods } from './codegen/client-methods.js';
import { componentSchemas } from './codegen/component-schemas.js';
import type { ErrorCodeEntry } from './codegen/contract.js';
import { documentModule } from './codegen/document-module.js';
import { errorRegistry } from './codegen/error-registry.js';
import { type GeneratedFiles, notice } from './codegen/generated-file.js';
import { operationTable } from './codegen/operation-table.js';
import { pathMatcher } from './codegen/path-matcher.js';
import { schemaTypes } from './codegen/schema-types.js';
import { compileSchema } from './codegen/validators/compile.js';
import { validatorModules } from './codegen/validators/index.js';
import { documentFiles } from './document/files.js';
import { published } from './document/published.js';
import { queryDocument } from './document/query.js';
import { makeErrorExamples } from './examples/errors.js';
import { makeExamples } from './examples/index.js';
import { readmeWithTable } from './readme/operation-table.js';
import { readPackages } from './readme/packages.js';
import { drawPackages } from './readme/picture.js';
import { makeCertificateVectors } from './vectors/certificates.js';
import { makeKeyPackageVectors } from './vectors/key-packages.js';
import { RedoclyError, root } from './workspace.js';

/** Folders that hold only generated files. */
const generatedFolders = [
  'docs/public/generated',
  'openapi/components/examples',
  'openapi/dist',
  'openapi/vectors/certificates',
  'openapi/vectors/key-packages',
  'openapi/vectors/roots',
  'openapi/vectors/requests',
  'packages/client/src/generated',
  'packages/conformance/src/generated',
  'packages/types/src/generated',
];

async function exampleFiles(): Promise<GeneratedFiles> {
  const { 'x-p2-error-codes': registry } = parse(
    await readFile(join(root, 'openapi/openapi.yaml'), 'utf8'),
  ) as { 'x-p2-error-codes': ErrorCodeEntry[] };
  const answered = registry.filter(({ scope }) => scope !== 'elsewhere');
  const examples = { ...(await makeExamples()), ...makeErrorExamples(answered) };
  return Object.fromEntries(
    Object.entries(examples).map(([name, text]) => [`openapi/components/examples/${name}`, text]),
  );
}

async function otherFiles(): Promise<GeneratedFiles> {
  const contract = await bundle();
  const document = await published(contract);
  const validators = await validatorModules(contract);
  return {
    ...(await makeCertificateVectors()),
    ...(await makeKeyPackageVectors()),
    ...documentFiles('openapi', document),
    ...documentFiles('openapi.query', queryDocument(document)),
    'packages/client/src/generated/call-table.ts': callTableModule(contract),
    'packages/client/src/generated/client-methods.ts': clientMethods(contract),
    'packages/conformance/src/generated/fixture-schema.js': await fixtureSchema(),
    'packages/types/src/generated/schema.ts': await schemaTypes(contract),
    'packages/types/src/generated/find-path.ts': pathMatcher(contract),
    'packages/types/src/generated/operations.ts': operationTable(contract),
    'packages/types/src/generated/errors.ts': errorRegistry(contract),
    'packages/types/src/generated/schemas.ts': componentSchemas(contract),
    'packages/types/src/generated/compiled-schemas.js': validators.compiled,
    'packages/types/src/generated/validator-table.ts': validators.table,
    'packages/types/src/generated/document.ts': documentModule(contract),
    'docs/public/generated/packages.svg': drawPackages(
      await readPackages(generatedFolders),
      notice.replace('openapi/', 'the package.json files'),
    ),
    'README.md': await readmeWithTable(contract),
  };
}

async function fixtureSchema(): Promise<string> {
  const text = await readFile(join(root, 'packages/conformance/fixture.schema.json'), 'utf8');
  return compileSchema('Fixture', JSON.parse(text) as object);
}

async function write(files: GeneratedFiles): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

async function filesOnDisk(): Promise<GeneratedFiles> {
  const files: GeneratedFiles = { 'README.md': await readFile(join(root, 'README.md'), 'utf8') };
  for (const folder of generatedFolders) {
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      files[`${folder}/${name}`] = await readFile(join(root, folder, name), 'utf8');
    }
  }
  return files;
}

function stalePaths(wanted: GeneratedFiles, found: GeneratedFiles): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(
    (path) => wanted[path] !== found[path],
  );
}

try {
  await (process.argv.includes('--check') ? check() : generate());
} catch (error) {
  if (!(error instanceof RedoclyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function check(): Promise<void> {
  const before = await filesOnDisk();
  const examples = await exampleFiles();
  const staleExamples = stalePaths(
    examples,
    Object.fromEntries(
      Object.entries(before).filter(([path]) => path.startsWith('openapi/components/')),
    ),
  );
  const stale =
    staleExamples.length > 0
      ? staleExamples
      : stalePaths({ ...examples, ...(await otherFiles()) }, before);
  if (stale.length === 0) return;
  console.error(`Stale, run \`pnpm generate\`:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}

async function generate(): Promise<void> {
  const before = await filesOnDisk();
  const examples = await exampleFiles();
  await write(examples);
  const files = { ...examples, ...(await otherFiles()) };
  await write(files);
  for (const path of Object.keys(before)) {
    if (!(path in files)) await rm(join(root, path));
  }
  const changed = stalePaths(files, before);
  console.log(
    changed.length > 0 ? changed.map((path) => `wrote ${path}`).join('\n') : 'Nothing changed.',
  );
}
