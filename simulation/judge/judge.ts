import type { LifeRecord } from '../playing/life-record';
import { adoptedEntitled } from './adoption/entitled';
import { historyStaysHistory } from './adoption/history';
import { answeredTruthfully } from './answers';
import { withinBounds } from './bounds';
import { noCardNumbers } from './card-numbers';
import { caseOf, type Case } from './case';
import { amountsSold } from './changes/amounts';
import { changesCarriedOut } from './changes/carried-out';
import { nobodyTwice } from './changes/dates-set';
import { editedOneByOne } from './changes/one-by-one';
import { quietAfterCancellation } from './changes/quiet';
import { postsBounded } from './posts';
import { nothingGuessed } from './claims';
import { rightCycles } from './cycles';
import { rightEnd } from './ends';
import type { Finding } from './finding';
import { flagsHaveCauses } from './flags';
import { doubtsEnd, goesOn } from './going-on';
import { everythingKnown, executedOnce, nothingInvented } from './money';
import { decidedAsOrdered } from './orders';
import { refundsAgree } from './refunds/agree';
import { givenBackOnce } from './refunds/once';
import { sentAgainWithReason } from './sending';

const CHECKS: readonly ((theCase: Case) => Finding[])[] = [
  executedOnce,
  everythingKnown,
  rightCycles,
  nothingInvented,
  rightEnd,
  doubtsEnd,
  nothingGuessed,
  flagsHaveCauses,
  withinBounds,
  noCardNumbers,
  goesOn,
  answeredTruthfully,
  sentAgainWithReason,
  decidedAsOrdered,
  changesCarriedOut,
  editedOneByOne,
  quietAfterCancellation,
  nobodyTwice,
  amountsSold,
  postsBounded,
  refundsAgree,
  givenBackOnce,
  historyStaysHistory,
  adoptedEntitled,
];

/** Holds a life against every invariant (docs/invariants.md). */
export function judge(life: LifeRecord): Finding[] {
  const theCase = caseOf(life);
  return CHECKS.flatMap((check) => check(theCase));
}
