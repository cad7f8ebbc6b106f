import type { ScheduleRecord } from '../state/schedules';
import type { TransactionRecord } from '../state/transactions';
import { addMinutes, dayOfMonth } from '../time/calendar';
import type { World } from '../world';
import type { CreateTerms, PaymentTerms, ScheduleTerms } from './create-fields';
import type { GatewayRequest } from './request';

/** What a payment and a schedule of one creation have in common. */
type CommonTerms = Pick<CreateTerms, 'orderId' | 'merchantUsn' | 'authorizerId'>;

function commonOf({ world, merchant }: GatewayRequest, terms: CommonTerms) {
  const createdAt = world.clock.now();
  return {
    merchantId: merchant.id,
    orderId: terms.orderId,
    merchantUsn: terms.merchantUsn,
    ...(terms.authorizerId !== undefined && { authorizerId: terms.authorizerId }),
    createdAt,
    expiresAt: addMinutes(createdAt, world.settings.creationTimeLimitMinutes),
    status: 'NOV' as const,
  };
}

/** A payment as it is created: NOV, with a NIT of its own. */
export function newTransaction(
  request: GatewayRequest,
  terms: CommonTerms & Pick<CreateTerms, 'postponeConfirmation' | 'antiFraud'>,
  payment: PaymentTerms,
): TransactionRecord {
  const { ids, clock } = request.world;
  return {
    nit: ids.longId(),
    esitefUsn: ids.usn(clock.now()),
    ...commonOf(request, terms),
    ...payment,
    postponeConfirmation: terms.postponeConfirmation,
    antiFraud: terms.antiFraud,
    kind: 'payment',
    processing: false,
  };
}

/** A schedule as it is created: NOV, with a SID of its own. */
export function newSchedule(
  request: GatewayRequest,
  terms: CommonTerms,
  schedule: ScheduleTerms,
): ScheduleRecord {
  const { ids, clock } = request.world;
  return {
    sid: ids.longId(),
    scheduleUsn: ids.usn(clock.now()),
    ...commonOf(request, terms),
    ...schedule,
    nextDate: schedule.initialDate,
    anchorDay: dayOfMonth(schedule.initialDate),
    currentTimes: 0,
    cycle: 1,
    attempts: 0,
    nits: [],
    nsus: [],
  };
}

/** Takes what was created into the world; a schedule and its immediate payment know each other. */
export function store(world: World, schedule?: ScheduleRecord, transaction?: TransactionRecord): void {
  if (schedule && transaction) {
    transaction.sid = schedule.sid;
    if (world.settings.immediatePaymentCounts) transaction.cycle = 1;
    schedule.paymentNit = transaction.nit;
  }
  if (schedule) world.schedules.add(schedule);
  if (transaction) world.transactions.add(transaction);
}
