import type { WireObject } from '../answers/answers';

type Wire = WireObject[string];

const canonicalNumber = /^(0|[1-9]\d{0,14})$/;

function asScalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return canonicalNumber.test(text) ? Number(text) : text;
}

function mapWire(
  value: Wire,
  change: (object: Record<string, unknown>) => unknown,
  scalar: (text: string) => unknown,
): unknown {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return value.map((element) => mapWire(element, change, scalar));
  const entries = Object.entries(value).map(
    ([name, child]) => [name, mapWire(child, change, scalar)] as const,
  );
  return change(Object.fromEntries(entries));
}

/** The same answer with numbers and booleans as JSON values; ids with leading zeros stay strings. */
export function withJsonNumbers(body: WireObject): unknown {
  return mapWire(body, (object) => object, asScalar);
}

/** The same answer with JSON numbers and booleans, a blank after each other text, and null where a text is empty. */
export function withOddScalars(body: WireObject): unknown {
  return mapWire(
    body,
    (object) => object,
    (text) => {
      if (text === '') return null;
      const scalar = asScalar(text);
      return typeof scalar === 'string' ? `${scalar} ` : scalar;
    },
  );
}

const unknownFields = {
  new_field: 'appeared without warning',
  new_number: 42,
  new_null: null,
  new_object: { nested: ['a', { b: 'c' }] },
};

/** The same answer with unknown fields in every object (docs/gateway.md §0: at any time, without warning). */
export function withExtraFields(body: WireObject): unknown {
  return mapWire(
    body,
    (object) => ({ ...object, ...unknownFields }),
    (text) => text,
  );
}

/**
 * The same answer with other texts in the fields of these names, where it has them. A name with the object before it, as
 * `schedule.status`, is for that object alone.
 */
export function withOtherFields(body: WireObject, fields: Readonly<Record<string, string>>): unknown {
  const told = (value: Wire, name: string): unknown => {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map((element) => told(element, name));
    return Object.fromEntries(
      Object.entries(value).map(([field, child]) => [
        field,
        fields[`${name}.${field}`] ?? fields[field] ?? told(child, field),
      ]),
    );
  };
  return told(body, '');
}
