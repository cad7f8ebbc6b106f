/** Was a call with this answer executed? `maybe` is resolved by a query, never by a guess. */
type Executed = 'yes' | 'no' | 'maybe' | 'denied';

/** What helps: change the request or its id, fix the store's credentials, change its configuration, ask the gateway, or wait. */
type CodeAction =
  'fix_request' | 'check_id' | 'fix_credentials' | 'fix_configuration' | 'query' | 'retry_later' | 'none';

/** What one gateway code says. */
export interface CodeMeaning {
  meaning: string;
  executed: Executed;
  action: CodeAction;
  /** Section of the contract. */
  source: string;
}

/** One row of the table: the codes `from` to `to`, both included; without a source it is docs/gateway.md §10. */
export type CodeRow = readonly [
  from: number,
  to: number,
  meaning: string,
  executed: Executed,
  action: CodeAction,
  source?: string,
];
