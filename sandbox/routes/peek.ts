import { shownOrderId } from '../order-id';
import type { SandboxSettings } from '../settings';

/** What a creation request asks for, as far as it can be told before it is checked. */
export interface PeekedCreation {
  orderId?: string;
  wantsSchedule: boolean;
  wantsPayment: boolean;
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function parsed(body: string): Record<string, unknown> {
  try {
    return fieldsOf(JSON.parse(body)) ?? {};
  } catch {
    return {};
  }
}

/** The order of a creation request, for the log and for matching faults; undefined when it cannot be told. */
export function peekOrderId(body: string): string | undefined {
  const { order_id: orderId } = parsed(body);
  return typeof orderId === 'string' ? shownOrderId(orderId) : undefined;
}

/** A text of a request, for the log and for matching faults; '' when it cannot be told. */
export function peekText(body: string, field: string): string {
  const value = parsed(body)[field];
  return typeof value === 'string' ? value : '';
}

/** Looks into a creation request that was refused: which objects would it have created? */
export function peekCreation(body: string, settings: SandboxSettings): PeekedCreation {
  const orderId = peekOrderId(body);
  const schedule = fieldsOf(parsed(body)['schedule']);
  const paysNow = schedule?.['do_payment_now'] ?? settings.doPaymentNowDefault;
  return {
    ...(orderId !== undefined && { orderId }),
    wantsSchedule: schedule !== undefined,
    wantsPayment: schedule === undefined || paysNow === 'true' || paysNow === true,
  };
}
