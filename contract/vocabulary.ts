// What callers need of the domain as values: its states, its way of writing money and dates, and what no message may hold.
export { GATEWAY_ZONE, isCalendarDate } from '../domain/calendar';
export { describeCardNumber, holdsCardNumber } from '../domain/card-number';
export { counted } from '../domain/counted';
export { definedOnly } from '../domain/defined-only';
export { END_STATES, isEndState, LIVE_STATES, type SubscriptionState } from '../domain/subscription/states';
export { CALL_KINDS, RESOLUTIONS } from '../domain/calls/call';
export { CALL_QUESTIONS } from '../domain/calls/person-needed';
export { changeInWords } from '../domain/edits/change';
export { OVERTAKEN } from '../domain/edits/command';
export { GIVEN_UP } from '../domain/opening/given-up';
export { formatReais } from '../domain/money';
export { ACCESS_FLAGS, ACKNOWLEDGEABLE } from '../domain/subscription/attention';
export { REFUND_IN_PORTAL } from '../domain/refunds/refusal';
export { PREVIEWED_KINDS } from '../domain/subscription/preview';
