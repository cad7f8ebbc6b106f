import type { CodeRow } from './code-meaning';

const PAY = 'docs/gateway.md §2';

/**
 * The gateway's response codes, paraphrased: from, to, meaning, executed, action, and the source when it is another
 * section than docs/gateway.md §10.
 *
 * How `executed` was decided: a code about the *request* (a bad field, a missing permission) is `no`: such a call is
 * refused before any authorizer is asked. A code about the *state* of the transaction, or about trouble on the way to
 * the authorizer, is `maybe`: an earlier attempt or this one may have been executed. Products that we never call
 * are `maybe` as well: such a code would surprise us, and a query costs little.
 */
export const CODE_TABLE: readonly CodeRow[] = [
  [0, 0, 'success', 'yes', 'none'],
  [1, 1, 'NIT missing', 'no', 'fix_request'],
  [2, 2, 'request missing', 'no', 'fix_request'],
  [3, 3, 'NIT invalid', 'no', 'check_id'],
  [4, 5, 'authorizer missing or invalid', 'no', 'fix_request'],
  [6, 7, 'autoConfirmation missing or invalid', 'no', 'fix_request'],
  [8, 9, 'card expiry missing or invalid', 'no', 'fix_request'],
  [10, 11, 'card number missing or invalid', 'no', 'fix_request'],
  [12, 13, 'card security code missing or invalid', 'no', 'fix_request'],
  [14, 15, 'installments missing or invalid', 'no', 'fix_request'],
  [16, 17, 'installment type missing or invalid', 'no', 'fix_request'],
  [18, 23, 'customer, tax or first installment invalid', 'no', 'fix_request'],
  [24, 25, 'soft descriptor missing or invalid', 'no', 'fix_request'],
  [26, 27, 'merchant key missing or invalid', 'no', 'fix_credentials'],
  [28, 29, 'SiTef sequence missing or invalid', 'no', 'fix_request'],
  [30, 31, 'merchant id missing or invalid', 'no', 'fix_credentials'],
  [32, 33, 'amount missing or invalid', 'no', 'fix_request'],
  [34, 37, 'gateway or merchant sequence missing or invalid', 'no', 'fix_request'],
  [38, 38, 'order id invalid', 'no', 'fix_request'],
  [39, 41, 'parameter invalid', 'no', 'fix_request'],
  [62, 62, 'additional data invalid', 'no', 'fix_request'],
  [64, 64, 'financing with interest not allowed', 'no', 'fix_request'],
  [73, 73, 'card number and token together', 'no', 'fix_request'],
  [77, 77, 'store_card invalid', 'no', 'fix_request'],
  [78, 78, 'store identification missing', 'no', 'fix_request'],
  // 81 may speak of the store or of the transaction's state.
  [81, 81, 'operation not allowed', 'maybe', 'query'],
  [82, 82, 'transaction not found', 'no', 'check_id'],
  [83, 83, 'store identification invalid', 'no', 'fix_request'],
  [84, 84, 'card storage not allowed for the authorizer', 'no', 'fix_configuration'],
  [87, 88, 'card does not fit the chosen method', 'no', 'fix_request'],
  // The gateway could not read its own record, so it cannot say what the record holds.
  [89, 89, 'error recovering the transaction', 'maybe', 'query'],
  // "Failed" without a payment status does not say where.
  [100, 100, 'payment failed', 'maybe', 'query'],
  [101, 101, 'confirmation failed', 'maybe', 'query'],
  // The earlier call on this NIT may be running or may have charged.
  [102, 102, 'transaction in progress or finished', 'maybe', 'query', PAY],
  [103, 103, 'type invalid', 'no', 'fix_request'],
  [104, 104, 'authorizer invalid for the transaction', 'no', 'fix_request'],
  [105, 105, 'style invalid', 'no', 'fix_request'],
  [106, 106, 'store lacks permission', 'no', 'fix_configuration'],
  // An earlier call may be the cause of the status that forbids this one.
  [107, 107, 'not allowed in the transaction status', 'maybe', 'query'],
  [108, 108, 'authorizer not enabled for the store', 'no', 'fix_configuration'],
  [109, 109, 'installments above the limit of the authorizer', 'no', 'fix_request'],
  [110, 110, 'store inactive', 'no', 'fix_credentials'],
  [111, 113, 'authorizer configuration invalid or not enabled', 'no', 'fix_configuration'],
  [114, 114, 'transaction blocked', 'maybe', 'query'],
  [115, 115, 'authenticity error', 'maybe', 'query', 'docs/gateway.md §8'],
  [116, 116, 'query error, try later', 'maybe', 'query'],
  // The authorizer may have heard; with payment.status ERR in the body the gateway says that it is over.
  [131, 131, 'communication failure with SiTef', 'maybe', 'query', PAY],
  [132, 132, 'malformed request', 'no', 'fix_request'],
  // A certification log shows 134 beside an issuer's code: the authorizer may have been asked.
  [134, 134, 'card query error', 'maybe', 'retry_later', 'docs/gateway.md §5.7'],
  [135, 135, 'store lacks split permission', 'no', 'fix_configuration'],
  // What could not be rolled back may stand.
  [136, 136, 'rollback failure', 'maybe', 'query'],
  [137, 137, 'operation invalid', 'no', 'fix_request'],
  // Of the same family as 134, and no source says that they come before the authorizer.
  [138, 143, 'authorizer choice or card query failed', 'maybe', 'fix_request', 'docs/gateway.md §5.7'],
  // The payer is authenticated before the authorization.
  [146, 148, 'authentication error, denied or not allowed', 'no', 'fix_configuration'],
  [150, 150, 'request invalid', 'no', 'fix_request'],
  [157, 157, 'show_times_invoice invalid', 'no', 'fix_request'],
  [160, 162, 'store lacks permission', 'no', 'fix_configuration'],
  [163, 163, 'authorizer registration error', 'no', 'fix_configuration'],
  [230, 236, 'payer field invalid', 'no', 'fix_request'],
  [255, 255, 'payment denied', 'denied', 'none', PAY],
  [256, 256, 'awaiting the answer of a cancellation', 'maybe', 'query'],
  // A reversal was tried and denied: what it should have reversed may stand.
  [257, 257, 'reversal denied', 'maybe', 'query'],
  [258, 258, 'recharge denied', 'maybe', 'query'],
  [259, 259, 'transaction denied', 'denied', 'none', PAY],
  [260, 260, 'recharge undone', 'maybe', 'query'],
  [300, 300, 'refund could not be created', 'maybe', 'query'],
  [301, 301, 'card number differs from the original', 'no', 'fix_request'],
  [302, 302, 'communication failure', 'maybe', 'query'],
  [305, 305, 'currency invalid', 'no', 'fix_request'],
  [309, 311, 'inner_transaction invalid', 'no', 'fix_request'],
  [313, 376, 'shipment, payer, item or extra field invalid', 'no', 'fix_request'],
  [400, 400, 'aborted', 'maybe', 'query'],
  [402, 555, 'PayPal or Bcash', 'maybe', 'query'],
  [650, 709, 'MercadoPago', 'maybe', 'query'],
  [810, 871, 'PagSeguro, Banco do Brasil or Banrisul', 'maybe', 'query'],
  [880, 897, 'Elavon', 'maybe', 'query'],
  [910, 910, 'denied, routed to e-Rede', 'denied', 'none', PAY],
  [920, 920, 'denied, routed to Cielo e-Commerce', 'denied', 'none', PAY],
  [931, 932, 'invalid or already confirmed', 'maybe', 'query'],
  [940, 940, 'denied, routed to GetNet', 'denied', 'none', PAY],
  [941, 949, 'GetNet WS', 'maybe', 'query'],
  [950, 954, 'Global Payments', 'maybe', 'query'],
  [970, 972, 'SafetyPay', 'maybe', 'query'],
  // The risk analysis can run after the authorization (`enabled_after_auth`, docs/gateway.md §1).
  [989, 999, 'antifraud', 'maybe', 'query'],
  [1270, 1270, 'idempotent body differs from the original', 'no', 'fix_request'],
  [1271, 1271, 'idempotent transaction still processing', 'maybe', 'query'],
  [1272, 1272, 'idempotent key of another transaction type', 'no', 'fix_request'],
];
