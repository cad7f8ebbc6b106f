import type { CodeMeaning } from './code-meaning';
import { CODE_TABLE } from './code-table';

const DEFAULT_SOURCE = 'docs/gateway.md §10';

/**
 * Looks a gateway code up (`"255"`). Undefined for a code that the contract does not list, which tells nothing about
 * execution. Source: docs/gateway.md §10.
 */
export function lookUpCode(code: string): CodeMeaning | undefined {
  if (!/^(0|[1-9]\d{0,3})$/.test(code)) return undefined;
  const number = Number(code);
  const row = CODE_TABLE.find(([from, to]) => from <= number && number <= to);
  if (row === undefined) return undefined;
  const [, , meaning, executed, action, source = DEFAULT_SOURCE] = row;
  return { meaning, executed, action, source };
}
