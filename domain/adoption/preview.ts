import { counted } from '../counted';
import { phaseOf } from '../gateway/status';
import type { QueryOutcome, ScheduleFacts } from '../gateway/answers';
import type { Sid } from '../ids';
import { instantOf } from '../calendar';
import type { RuleContext } from '../subscription/order';
import type { Misfit } from './adoption';
import { judge } from './judge';

/** What an adoption would come to. */
export const ADOPTION_VERDICTS = ['would_be_adopted', 'would_be_refused', 'not_known'] as const;
export type AdoptionVerdict = (typeof ADOPTION_VERDICTS)[number];

/** What the gateway keeps of the schedule, as a dry run shows it. */
export interface KeptTerms {
  status: string;
  amountCents?: number;
  firstDate?: string;
  nextDate?: string;
  numberOfTimes?: number;
  /** Executions so far, by the gateway's counter. */
  currentTimes?: number;
  /** Executions that it lists. */
  listed: number;
}

/** The answer of a dry run. */
export interface PreviewOfAdoption {
  verdict: AdoptionVerdict;
  /** Why it would be refused, or `not_known`: the code of what was met instead of an answer. */
  reason?: string;
  /** In words. */
  what: string;
  misfits: Misfit[];
  kept?: KeptTerms;
}

/** Says what an adoption would come to, by the same rules. */
export function preview(
  answer: QueryOutcome,
  sid: Sid,
  heldBy: string | undefined,
  context: RuleContext,
): PreviewOfAdoption {
  const judgement = judge(answer, sid, context);
  switch (judgement.kind) {
    case 'unanswered':
      return { verdict: 'not_known', reason: judgement.code, what: judgement.message, misfits: [] };
    case 'held': {
      const what = `an execution may be under way; it would be asked again at ${instantOf(judgement.untilMs)}`;
      return { verdict: 'not_known', reason: 'execution_under_way', what, misfits: [] };
    }
    case 'refused': {
      const { reason, what, misfits, facts } = judgement;
      return { verdict: 'would_be_refused', reason, what, misfits, ...keptOf(facts) };
    }
    case 'fits': {
      const { misfits, facts } = judgement;
      if (heldBy !== undefined)
        return {
          verdict: 'would_be_refused',
          reason: 'already_followed',
          what: `${heldBy} follows the schedule`,
          misfits,
          ...keptOf(facts),
        };
      return { verdict: 'would_be_adopted', what: takenOver(facts), misfits, ...keptOf(facts) };
    }
  }
}

function takenOver({ currentTimes, nits, nextDate, status }: ScheduleFacts): string {
  const executions = counted(currentTimes ?? nits.length, 'execution', 'executions');
  const next =
    phaseOf(status) === 'inactive' ? 'it would be paused' : `its next charge is on ${nextDate ?? '–'}`;
  return `${executions} would be history, and ${next}`;
}

function keptOf(facts: ScheduleFacts | undefined): { kept?: KeptTerms } {
  if (facts === undefined) return {};
  const { status, amountCents, initialDate, nextDate, numberOfTimes, currentTimes, nits } = facts;
  const kept: KeptTerms = {
    status,
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(initialDate === undefined ? {} : { firstDate: initialDate }),
    ...(nextDate === undefined ? {} : { nextDate }),
    ...(numberOfTimes === undefined ? {} : { numberOfTimes }),
    ...(currentTimes === undefined ? {} : { currentTimes }),
    listed: nits.length,
  };
  return { kept };
}
