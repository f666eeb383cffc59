import { type Contract, type Operation, resolveRef } from '../codegen/contract.js';

/** The schemas that the profile of ID-Certs describes. */
const described = ['CertificatePem', 'PresentedIdCert', 'IdCsr'];

/** Whether an operation has ID-Certs or ID-CSRs, which keep the profile of ID-Certs, in its requests or answers. */
export function keepsProfile(contract: Contract, operation: Operation): boolean {
  const known = new Set<string>();
  const leadsToOne = (node: unknown): boolean => {
    if (typeof node !== 'object' || node === null) return false;
    if (!('$ref' in node) || typeof node.$ref !== 'string') {
      return Object.values(node).some(leadsToOne);
    }
    if (known.has(node.$ref)) return false;
    known.add(node.$ref);
    const name = node.$ref.replace('#/components/schemas/', '');
    return described.includes(name) || leadsToOne(resolveRef(contract, { $ref: node.$ref }));
  };
  return leadsToOne([operation.requestBody, operation.responses]);
}
