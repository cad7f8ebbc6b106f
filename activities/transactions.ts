import { Context } from '@temporalio/activity';
import type { TransactionAnswer, TransactionList, UnreadableElement } from '../carat/answers';
import type { CaratClient } from '../carat/client';
import type { Outcome } from '../carat/outcome';
import type { CreateTransactionRequest } from '../carat/requests';
import type { IsoDate } from '../domain/calendar';
import type { PaymentFacts } from '../domain/gateway/answers';
import { mayHaveBeenPresented } from '../domain/gateway/status';
import { isSameId } from '../domain/ids';
import { aboveCeiling, type MerchantRules } from './ceiling';
import { someTimeOn, type CaratAnswer } from './facts';
import type { CreateRequest, GatewayActivities } from './gateway-activities';
import { inFlight } from './in-flight';
import { answerOfQuery, outcomeOfSend } from './outcomes';

type Transactions = Pick<
  GatewayActivities,
  'createTransaction' | 'getTransaction' | 'listTransactions' | 'findOrder'
>;

/** The calls on /v1/transactions (docs/gateway.md §1, §5). */
export function transactionActivities(carat: CaratClient, rules: MerchantRules): Transactions {
  return {
    createTransaction: (request) =>
      inFlight('createTransaction', async () => {
        const { orderAskedIn, ...order } = request;
        const refusal = aboveCeiling(rules, amountsOf(order));
        if (refusal !== undefined) return refusal;
        // A run that was reset brings the answer that another one was given.
        if (rules.asksForOrders === true && orderAskedIn !== runningIn())
          return { kind: 'not_sent', reason: 'order_not_asked' };
        return outcomeOfSend(() => carat.createTransaction(toCaratRequest(order)));
      }),
    getTransaction: ({ nit, isRefund }) =>
      inFlight('getTransaction', () =>
        answerOfQuery(async () => {
          const outcome = await carat.getTransaction(nit);
          return isRefund === true ? toldAsRefund(outcome) : outcome;
        }),
      ),
    findOrder: ({ orderId }) =>
      inFlight('findOrder', async () => {
        const told = { isWhole: false };
        const answer = await answerOfQuery(async () => {
          const { outcome, isWhole } = await ofOneOrder(carat, orderId);
          told.isWhole = isWhole;
          return outcome;
        });
        const whole = answer.kind === 'done' && told.isWhole ? { isWhole: true as const } : {};
        return { ...answer, ...whole, askedIn: runningIn() };
      }),
    listTransactions: ({ date, orderId, nit }) =>
      inFlight('listTransactions', async () => {
        const answer = await answerOfQuery(() => listReadably(carat, { date, orderId, nit }));
        if (answer.kind !== 'done') return answer;
        // Only the charges of this order enter its history.
        const payments = (answer.facts.payments ?? []).filter(
          (payment) => payment.orderId === orderId || (nit !== undefined && isSameId(payment.nit, nit)),
        );
        return { kind: 'done', facts: { payments: payments.map((payment) => datedBy(date, payment)) } };
      }),
  };
}

/** In which object a query tells a cancellation is not documented (docs/gateway.md §8). */
function toldAsRefund(outcome: Outcome<TransactionAnswer>): Outcome<CaratAnswer> {
  if (outcome.kind !== 'done') return outcome;
  const { cancellation = outcome.value.payment } = outcome.value;
  if (cancellation === undefined) return { kind: 'unknown', reason: 'unreadable_answer' };
  return { ...outcome, value: { cancellation } };
}

/** A charge without a readable date is one of the day whose list has it. */
function datedBy(date: IsoDate, payment: PaymentFacts): PaymentFacts {
  return payment.at === undefined ? { ...payment, ...someTimeOn(date) } : payment;
}

/**
 * A list in which a charge of this order cannot be read is no answer, nor is one page of several, unless it has the charge that is sought:
 * no charge must vanish silently.
 */
async function listReadably(
  carat: CaratClient,
  { date, orderId, nit }: { date: string; orderId: string; nit?: string | undefined },
): Promise<Outcome<TransactionList>> {
  const outcome = await carat.listTransactions({ startDate: date, endDate: date });
  const isOurs = (element: UnreadableElement): boolean => element.orderId === orderId;
  if (outcome.kind !== 'done') return outcome;
  const { transactions, unreadable, isPart } = outcome.value;
  const isFound = nit !== undefined && transactions.some((one) => isSameId(one.nit, nit));
  return unreadable.some(isOurs) || (isPart === true && !isFound)
    ? { kind: 'unknown', reason: 'unreadable_answer' }
    : outcome;
}

/** The run of the workflow that makes the call. */
const runningIn = (): string => Context.current().info.workflowExecution?.runId ?? '';

/**
 * What is told of one order. An answer of which a part cannot be read, or of which there are more pages, says only what it shows: that
 * there is nothing it cannot say.
 *
 * @returns with `isWhole` where it shows something, and there is no more than that
 */
async function ofOneOrder(
  carat: CaratClient,
  orderId: string,
): Promise<{ outcome: Outcome<CaratAnswer>; isWhole: boolean }> {
  const outcome = await carat.findOrder(orderId);
  if (outcome.kind !== 'done') return { outcome, isWhole: false };
  const { transactions, schedules, isWhole } = outcome.value;
  const isOurs = (element: { orderId?: string | undefined }): boolean =>
    element.orderId === undefined || element.orderId.toLowerCase() === orderId.toLowerCase();
  const ours = { transactions: transactions.filter(isOurs), schedules: schedules.filter(isOurs) };
  const showsSomething =
    ours.schedules.length > 0 || ours.transactions.some(({ status }) => mayHaveBeenPresented(status));
  if (!isWhole && !showsSomething)
    return { outcome: { kind: 'unknown', reason: 'unreadable_answer' }, isWhole: false };
  return { outcome: { ...outcome, value: ours }, isWhole: isWhole && showsSomething };
}

const amountsOf = (request: CreateRequest): number[] => [
  request.schedule.amountCents,
  ...(request.entry === 'pay_now' ? [request.payment.amountCents] : []),
];

function toCaratRequest(request: CreateRequest): CreateTransactionRequest {
  const { schedule } = request;
  const paysNow = request.entry === 'pay_now';
  return {
    orderId: request.orderId,
    authorizerId: request.authorizerId,
    storeIdentification: request.payer.storeIdentification,
    ...(request.merchantUsn === undefined ? {} : { merchantUsn: request.merchantUsn }),
    ...(paysNow
      ? {
          payment: {
            amountCents: request.payment.amountCents,
            installments: request.payment.installments,
            postponeConfirmation: request.lateConfirmation !== undefined,
          },
        }
      : {}),
    schedule: {
      amountCents: schedule.amountCents,
      doPaymentNow: paysNow,
      initialDate: schedule.firstDate,
      intervalMonths: schedule.intervalMonths,
      ...(schedule.numberOfTimes === undefined ? {} : { numberOfTimes: schedule.numberOfTimes }),
      ...(schedule.softDescriptor === undefined ? {} : { softDescriptor: schedule.softDescriptor }),
      ...(schedule.showTimesOnInvoice === undefined ? {} : { showTimesInvoice: schedule.showTimesOnInvoice }),
    },
  };
}
