/** An OpenAPI 3.1 document, typed as far as a program needs to walk it. */
export interface ContractDocument {
  openapi: string;
  info: { title: string; version: string; [key: string]: unknown };
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, object>; [kind: string]: Record<string, unknown> };
  [key: string]: unknown;
}
