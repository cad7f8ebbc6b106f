import type { NotSentReason, UnknownReason } from '../../../domain/gateway/answers';

/** What each reason means, in one language. */
export type ReasonWords = Readonly<Record<NotSentReason | UnknownReason, string>>;

/** What a reason of a doubt or of the last error means; undefined where its code says it all, or nobody knows it. */
export type ExplainReason = (reason: string) => string | undefined;

/**
 * Reads reasons as the record has them: `answer_timeout`, or with the gateway's code, `ambiguous_code_134`.
 *
 * @param codes - what the gateway's codes mean that leave open whether a call was executed
 * @param say - puts a code and its words together; without a code, the words of a reason
 */
export function reasonWith(
  reasons: ReasonWords,
  codes: readonly (readonly [from: number, to: number, words: string])[],
  say: (code: string | undefined, words: string) => string,
): ExplainReason {
  return (reason) => {
    const [, name = reason, code] = /^(.+?)_(\d{1,4})$/.exec(reason) ?? [];
    if (Object.hasOwn(reasons, reason)) return say(undefined, reasons[reason as keyof ReasonWords]);
    if (!Object.hasOwn(reasons, name)) return undefined;
    // What says more than its code is told by its own words.
    const known = name.endsWith('_code')
      ? codes.find(([from, to]) => from <= Number(code) && Number(code) <= to)
      : undefined;
    return known === undefined ? say(undefined, reasons[name as keyof ReasonWords]) : say(code, known[2]);
  };
}

/** Why a call is in doubt, with what that means; of another line, nothing. */
export const whyInDoubt = (
  { event, reason }: { event: string; reason?: string | undefined },
  explain: ExplainReason,
): string | undefined => {
  const meaning = event === 'call_in_doubt' && reason !== undefined ? explain(reason) : undefined;
  return meaning === undefined ? undefined : `${reason ?? ''}: ${meaning}`;
};
