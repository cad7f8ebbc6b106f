/** The value below which a share of all values lies: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError('no value was measured');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Rounded to what the measure can tell. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
