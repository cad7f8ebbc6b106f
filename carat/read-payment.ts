import { z } from 'zod';
import type { Payment } from './payment';
import { isAbsent, isSameId, withoutUndefined, type Reading } from './reading';
import {
  decidingId,
  decidingStatus,
  detailCount,
  detailId,
  detailMoment,
  detailText,
  toldCents,
} from './scalars';

const paymentSchema = z.object({
  status: decidingStatus,
  nit: decidingId,
  order_id: detailId,
  merchant_usn: detailId,
  amount: toldCents,
  authorizer_code: detailText,
  authorizer_message: detailText,
  authorizer_id: detailId,
  acquirer_id: detailId,
  acquirer_name: detailText,
  authorizer_date: detailMoment,
  authorization_number: detailId,
  esitef_usn: detailId,
  host_usn: detailId,
  tid: detailId,
  payment_date: detailMoment,
  creation_date: detailMoment,
  installments: detailCount,
  payment_type: detailId,
  type: detailId,
});

/**
 * Reads the `payment` of an answer. `askedNit` is the NIT that the call was about: it stands in when the answer does not
 * repeat it (the answer to a confirmation carries only a status, docs/gateway.md §3), and an answer about another NIT is
 * not used. Without it (creation, listing) the answer must carry the NIT.
 */
export function readPayment(json: unknown, askedNit?: string): Reading<Payment> {
  if (isAbsent(json)) return { problem: 'absent' };
  const parsed = paymentSchema.safeParse(json);
  if (!parsed.success) return { problem: 'unreadable_answer' };
  const nit = parsed.data.nit ?? askedNit;
  if (nit === undefined) return { problem: 'unreadable_answer' };
  if (askedNit !== undefined && !isSameId(nit, askedNit)) return { problem: 'answer_for_other_id' };
  return { value: toPayment(parsed.data, nit) };
}

function toPayment(wire: z.output<typeof paymentSchema>, nit: string): Payment {
  return withoutUndefined({
    status: wire.status,
    nit,
    orderId: wire.order_id,
    merchantUsn: wire.merchant_usn,
    amountCents: wire.amount.value,
    amountUnreadable: wire.amount.unreadable,
    authorizerCode: wire.authorizer_code,
    authorizerMessage: wire.authorizer_message,
    authorizerId: wire.authorizer_id,
    acquirerId: wire.acquirer_id,
    acquirerName: wire.acquirer_name,
    authorizerDate: wire.authorizer_date?.at,
    authorizationNumber: wire.authorization_number,
    esitefUsn: wire.esitef_usn,
    hostUsn: wire.host_usn,
    tid: wire.tid,
    paymentDate: wire.payment_date?.at,
    creationDate: wire.creation_date?.at,
    day: dayWithoutMinute([wire.authorizer_date, wire.payment_date, wire.creation_date]),
    installments: wire.installments,
    paymentType: wire.payment_type,
    type: wire.type,
  });
}

/** The first day that is named, unless a moment has its minute: then it says more. */
function dayWithoutMinute(moments: (z.output<typeof detailMoment> | undefined)[]): string | undefined {
  const hasMinute = moments.some((moment) => moment?.at !== undefined);
  return hasMinute ? undefined : moments.find((moment) => moment?.day !== undefined)?.day;
}
