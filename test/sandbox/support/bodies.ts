/** Documented homologation cards (docs/gateway.md §11). */
export const mastercard = '5000000000000001';
export const visa = '4000000000000044';

export const card = { number: mastercard, expiry_date: '1235', security_code: '123' };

/** A simple payment, §1a. */
export function paymentBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    merchant_usn: '12042142155',
    order_id: 'pedido1',
    installments: '1',
    installment_type: '4',
    authorizer_id: '2',
    amount: '1000',
    ...changes,
  };
}

/** The schedule block of §1b. */
export function scheduleBlock(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    amount: '900',
    do_payment_now: 'false',
    initial_date: '10/02/2026',
    number_of_times: '3',
    interval: '1',
    soft_descriptor: 'Assinatura',
    show_times_invoice: 'false',
    ...changes,
  };
}

const payer = { payer: { store_identification: '98253053045' } };

/** A schedule without immediate payment, §1b. */
export function scheduleBody(
  block: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    merchant_usn: '12055523043',
    order_id: 'pedido1',
    authorizer_id: '2',
    schedule: scheduleBlock(block),
    additional_data: payer,
    ...changes,
  };
}

/** A schedule with immediate payment, §1c. */
export function payNowBody(
  block: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    ...paymentBody(),
    schedule: scheduleBlock({ do_payment_now: 'true', ...block }),
    additional_data: payer,
    ...changes,
  };
}

/** Late confirmation of a payment with schedule. */
export function payNowConfirmLaterBody(): Record<string, unknown> {
  return payNowBody({}, { additional_data: { ...payer, postpone_confirmation: 'true' } });
}
