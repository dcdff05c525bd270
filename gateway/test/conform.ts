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

interface Header {
  required?: boolean;
  schema: Record<string, unknown>;
}

/** What a reference leads to, and where that is (RFC 6901). */
function follow(node: { $ref?: string }, at: string): { node: Record<string, unknown>; at: string } {
  if (node.$ref === undefined) return { node, at };
  const keys = node.$ref.slice(2).split('/');
  return { node: keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], contract) as Record<string, unknown>, at: node.$ref };
}

/**
 * Fails unless a whole answer is one that the contract has for this operation: status, headers, media type and body.
 *
 * @param path as it stands in the contract
 */
export async function conformWhole(method: string, path: string, answer: Response): Promise<void> {
  const { responses } = contract.paths[path]![method.toLowerCase()]!;
  const what = `${method} ${path} ${answer.status}`;
  const given = responses[String(answer.status)];
  if (!given) throw new Error(`${what}: the contract has no such status here`);
  const { node, at } = follow(given, `#/paths/${escape(path)}/${method.toLowerCase()}/responses/${answer.status}`);
  for (const [name, one] of Object.entries((node['headers'] ?? {}) as Record<string, { $ref?: string }>)) {
    const { node: header, at: where } = follow(one, `${at}/headers/${escape(name)}`);
    const { required, schema } = header as unknown as Header;
    const value = answer.headers.get(name);
    if (value === null && required) throw new Error(`${what}: there is no ${name}`);
    if (value !== null) hold(`contract${where}/schema`, schema['type'] === 'integer' ? Number(value) : value, `${what} ${name}`);
  }
  const content = (node['content'] ?? {}) as Record<string, unknown>;
  const text = await answer.text();
  if (Object.keys(content).length === 0) {
    if (text !== '') throw new Error(`${what}: the contract has no body here`);
    return;
  }
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? '';
  const key = type in content ? type : '*/*';
  if (!(key in content)) throw new Error(`${what}: the contract has no ${type} here`);
  const isJson = /[/+]json$/.test(type);
  const parts = type === 'application/x-ndjson' ? text.trim().split('\n').map((line) => JSON.parse(line) as unknown) : [isJson && key !== '*/*' ? JSON.parse(text) : text];
  for (const part of parts) hold(`contract${at}/content/${escape(key)}/schema`, part, what);
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
