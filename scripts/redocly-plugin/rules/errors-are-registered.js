/**
 * `x-p2-errors` and the declared statuses agree: each code is in the registry with scope `operation`, its
 * status is declared, and each declared error status that has content has a code. No registered code is unused. The
 * codes of scope `any` have `default`.
 */
export const rule = () => {
  let registry;
  const used = new Set();
  return {
    Root(root) {
      registry = new Map((root['x-p2-error-codes'] ?? []).map((entry) => [entry.code, entry]));
    },
    Operation(operation, { report, location, resolve }) {
      const statuses = new Set();
      for (const code of operation['x-p2-errors'] ?? []) {
        const entry = registry.get(code);
        used.add(code);
        if (entry?.scope !== 'operation') {
          report({ message: `${code} is not registered with scope \`operation\`.`, location });
        } else if (!operation.responses[entry.status]) {
          report({ message: `${code} is ${entry.status}, which is not declared.`, location });
        }
        statuses.add(String(entry?.status));
      }
      const { default: otherwise, ...responses } = operation.responses;
      if (otherwise === undefined) {
        report({
          message: 'An operation has a `default` answer, for codes of scope `any`.',
          location,
        });
      }
      for (const [status, response] of Object.entries(responses)) {
        const isError = !/^[123]/.test(status);
        const hasContent = resolve(response).node?.content !== undefined;
        if (isError && hasContent && !statuses.has(status)) {
          report({ message: `No code of \`x-p2-errors\` has the status ${status}.`, location });
        }
      }
    },
    Paths: {
      leave(_paths, { report, location }) {
        for (const { code, scope } of registry.values()) {
          if (scope === 'operation' && !used.has(code)) {
            report({ message: `No operation answers with ${code}.`, location });
          }
        }
      },
    },
  };
};
