import { stringify } from 'yaml';
import type { Contract } from '../codegen/contract.js';
import { type GeneratedFiles, notice } from '../codegen/generated-file.js';

/** The document as it is given out, as JSON and as YAML. */
export function documentFiles(document: Contract): GeneratedFiles {
  const json = JSON.stringify(document, null, 2).slice(1);
  return {
    'openapi/dist/openapi.json': `{ "x-generated": ${JSON.stringify(notice)},${json}\n`,
    'openapi/dist/openapi.yaml': `# ${notice}\n${stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })}`,
  };
}
