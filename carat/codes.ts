import { CODE_TABLE } from './code-table';

/** Whether a call answered with the code was executed. `maybe` is settled by a query, never by a guess. */
export type Executed = 'yes' | 'no' | 'maybe' | 'denied';

/** What helps: change the request, change the store's or our configuration, ask the gateway, or wait. */
export type CodeAction = 'fix_request' | 'fix_configuration' | 'query' | 'retry_later' | 'none';

/** What one gateway code says. */
export interface CodeMeaning {
  meaning: string;
  executed: Executed;
  action: CodeAction;
  /** Section of the contract. */
  source: string;
}

/** One row of the table: the codes `from` to `to`, both included; without a source it is carat-api.md §10. */
export type CodeRow = readonly [
  from: number,
  to: number,
  meaning: string,
  executed: Executed,
  action: CodeAction,
  source?: string,
];

const DEFAULT_SOURCE = 'carat-api.md §10';

/**
 * Looks a gateway code up (`"255"`). Undefined for a code that the contract does not list, which tells nothing about
 * execution. Source: carat-api.md §10.
 */
export function lookUpCode(code: string): CodeMeaning | undefined {
  if (!/^\d{1,4}$/.test(code)) return undefined;
  const number = Number(code);
  const row = CODE_TABLE.find(([from, to]) => from <= number && number <= to);
  if (row === undefined) return undefined;
  const [, , meaning, executed, action, source = DEFAULT_SOURCE] = row;
  return { meaning, executed, action, source };
}
