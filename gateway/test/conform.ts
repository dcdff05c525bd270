import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

interface Operation {
  security?: Record<string, string[]>[];
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
}

/** The contract, read as what it is: a set of JSON Schemas (OpenAPI 3.1 uses draft 2020-12). */
export const contract = parse(readFileSync(new URL('../../api-spec/openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(contract, 'contract');
const compiled = new Map<string, ValidateFunction>();

/**
 * Fails unless a body is what the contract says of this answer.
 *
 * @param path as it stands in the contract, without a query
 */
export function conform(method: string, path: string, status: number, type: string, body: unknown): void {
  const operation = contract.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`the contract has no ${method} ${path}`);
  const key = String(status) in operation.responses ? String(status) : 'default';
  const { $ref } = operation.responses[key] ?? {};
  const response = $ref ?? `#/paths/${escape(path)}/${method.toLowerCase()}/responses/${key}`;
  hold(`contract${response}/content/${escape(type)}/schema`, body, `${method} ${path} ${status}`);
}

export const isIn = (method: string, path: string) => contract.paths[path]?.[method.toLowerCase()] !== undefined;

/** Fails unless a value fits one of the contract's named schemas. */
export function conformTo(schema: string, value: unknown): void {
  hold(`contract#/components/schemas/${schema}`, value, schema);
}

function hold(pointer: string, value: unknown, what: string): void {
  const fits = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
  compiled.set(pointer, fits);
  if (fits(value)) return;
  const errors = fits.errors!.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  throw new Error(`${what} is not what the contract says: ${errors.slice(0, 8).join('; ')}`);
}

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');
