/** A number of things as people read it: 1, "execution", "executions" → "1 execution". */
export const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;
