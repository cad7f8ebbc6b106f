import { GatewayRefusal, type GatewayCode } from '../answers/codes';
import type { SandboxSettings } from '../settings';

type JsonObject = Record<string, unknown>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a field is checked: what it may look like, and the code for a value that does not. */
export interface FieldRule {
  pattern: RegExp;
  invalid: GatewayCode;
}

/**
 * Reads the fields of a request object. Every value is a JSON string on this API (docs/gateway.md §0, notation); an empty
 * string and null count as absent. Refusals carry the vendor's code and name the field.
 */
export class Fields {
  private readonly object: JsonObject;
  private readonly path: string;
  private readonly scalars: SandboxSettings['requestScalars'];

  constructor(object: JsonObject, scalars: SandboxSettings['requestScalars'], path = '') {
    this.object = object;
    this.path = path;
    this.scalars = scalars;
  }

  /** The value of a field, or undefined when it is absent; refuses one that breaks the rule. */
  optional(name: string, { pattern, invalid }: FieldRule): string | undefined {
    const value = this.object[name];
    if (value === undefined || value === null || value === '') return undefined;
    const text = this.text(value);
    if (text === undefined || !pattern.test(text)) throw new GatewayRefusal(invalid, 400, this.path + name);
    return text;
  }

  /** The value of a field; refuses its absence with the code for null. */
  required(name: string, rule: FieldRule & { missing: GatewayCode }): string {
    const value = this.optional(name, rule);
    if (value === undefined) throw new GatewayRefusal(rule.missing, 400, this.path + name);
    return value;
  }

  /** A nested object; undefined when absent, refused when it is something else. */
  child(name: string, invalid: GatewayCode): Fields | undefined {
    const value = this.object[name];
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) throw new GatewayRefusal(invalid, 400, this.path + name);
    return new Fields(value, this.scalars, `${this.path}${name}.`);
  }

  has(name: string): boolean {
    const value = this.object[name];
    return value !== undefined && value !== null && value !== '';
  }

  private text(value: unknown): string | undefined {
    if (typeof value === 'string') return value;
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    return scalar && this.scalars === 'any' ? String(value) : undefined;
  }
}

/** Reads a request body: absent is code 2, not JSON is code 132, not an object is code 150 (docs/gateway.md §10). */
export function parseBody(body: string, settings: SandboxSettings): Fields {
  if (body.trim() === '') throw new GatewayRefusal('2');
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new GatewayRefusal('132');
  }
  if (!isObject(parsed)) throw new GatewayRefusal('150');
  return new Fields(parsed, settings.requestScalars);
}
