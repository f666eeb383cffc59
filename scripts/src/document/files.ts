import { stringify } from 'yaml';
import type { Contract } from '../codegen/contract.js';
import { type GeneratedFiles, notice } from '../codegen/generated-file.js';

/** A document as it is given out, as JSON and as YAML. */
export function documentFiles(name: string, document: Contract): GeneratedFiles {
  const json = JSON.stringify(document, null, 2).slice(1);
  return {
    [`openapi/dist/${name}.json`]: `{ "x-generated": ${JSON.stringify(notice)},${json}\n`,
    [`openapi/dist/${name}.yaml`]: `# ${notice}\n${stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })}`,
  };
}
