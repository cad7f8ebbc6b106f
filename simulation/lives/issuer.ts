import type { CardBehaviour, CardScript } from '../../sandbox/state/cards';
import type { Chance } from './chance';

/** Codes of issuers as they are seen in production (docs/gateway.md §6, §10). */
export const DENIALS = ['05', '14', '41', '51', '54', '57', '61', '78', '82', '91', '96'] as const;
const EXECUTIONS_MAX = 30;

const APPROVE: CardBehaviour = { kind: 'approve' };

function drawDenial(chance: Chance): CardBehaviour {
  const message = chance.happens(0.7) ? { authorizerMessage: 'Autorizacao negada' } : {};
  return { kind: 'deny', authorizerCode: chance.of(DENIALS), ...message };
}

/** How the card behaves: mostly well; some are denied now and then, some from a day on, some meet errors of the authoriser. */
export function drawIssuer(chance: Chance): CardScript {
  const payment = chance.weighed([
    [88, APPROVE],
    [8, drawDenial(chance)],
    [3, ERROR],
    [1, INVALID],
  ]);
  const activation = chance.happens(0.03) ? { activation: 'error' as const } : {};
  return { payment, ...activation, ...drawExecutions(chance) };
}

const ERROR: CardBehaviour = { kind: 'error' };
const INVALID: CardBehaviour = { kind: 'invalid' };

function drawExecutions(chance: Chance): Pick<CardScript, 'onExecution' | 'executions'> {
  const temper = chance.weighed([
    [52, 'good'],
    [30, 'moody'],
    [8, 'goes_bad'],
    [7, 'erring'],
    [3, 'bad'],
  ] as const);
  switch (temper) {
    case 'good':
      return {};
    case 'bad':
      return { executions: drawDenial(chance) };
    case 'moody':
      return { onExecution: each(() => (chance.happens(0.25) ? drawDenial(chance) : APPROVE)) };
    case 'erring':
      return {
        onExecution: each(() =>
          chance.weighed([
            [5, APPROVE],
            [3, ERROR],
            [1, INVALID],
          ]),
        ),
      };
    case 'goes_bad': {
      const from = chance.whole(2, 10);
      const denial = drawDenial(chance);
      return { onExecution: each((execution) => (execution >= from ? denial : APPROVE)) };
    }
  }
}

const each = (behaviour: (execution: number) => CardBehaviour): Record<number, CardBehaviour> =>
  Object.fromEntries(Array.from({ length: EXECUTIONS_MAX }, (_, index) => [index + 1, behaviour(index + 1)]));
