/**
 * A copy of a message whose upper levels may be changed. What lies deeper is the same: no valid message has it, and a hostile one
 * may be as deep as it likes.
 */
export function levelsCopied(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || levels === 0) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    // Not by assignment: a field that is called __proto__ must stay a field.
    Object.defineProperty(copy, key, {
      value: levelsCopied(inner, levels - 1),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return copy;
}
