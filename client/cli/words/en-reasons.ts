import { reasonWith, type ReasonWords } from './reason';

/** Why it is not known what became of a call, or why it did not leave. */
const REASONS: ReasonWords = {
  dns: 'the host name could not be resolved',
  connection_refused: 'nobody listens at the address of the gateway',
  tls: "the gateway's certificate is not trusted, or is another one's",
  connect_timeout: 'no connection within 10 s',
  unreachable: 'there is no way to the gateway',
  shutting_down: 'the worker was stopping',
  order_not_asked: 'the order is asked for first',
  card_reference_expired: 'the vault no longer has the card',
  vault_unavailable: 'the vault gave no card',
  not_taken: 'no worker took the call in time',
  answer_timeout: 'no complete answer within 60 s',
  connection_lost: 'the connection ended before the answer did',
  answer_too_large: 'the answer is longer than any should be',
  unreadable_answer: 'the answer cannot be read',
  answer_for_other_id: 'the answer speaks of another transaction',
  contradictory_answer: 'the parts of the answer exclude each other',
  redirect: 'the gateway sent us elsewhere, and we do not follow',
  http_5xx: 'the gateway failed',
  http_429: 'the gateway was asked too often',
  undocumented_http_status: 'a status that the documents do not name',
  denial_without_payment: 'the code of a denial, without the payment',
  authenticity_error:
    'code 115: the gateway had no yes of the store, or this cannot be done now. It posts to the authenticity door while it is asked: is that address set at the gateway, and do the doors run?',
  ambiguous_code: 'a code that does not say whether the call was executed',
  unlisted_code: 'a code that the documents do not name',
  worker_lost: 'the worker that had the call is gone',
  activity_failed: 'the call failed in a way that nobody foresaw; the log of the worker says more',
};

const SAYS_NOTHING = 'that does not say whether the call was executed';

/** Codes of the gateway beside which nothing says whether the call was executed (carat/code-table.ts). */
const CODES: readonly (readonly [from: number, to: number, words: string])[] = [
  [81, 81, 'the operation is not allowed'],
  [89, 89, 'the gateway could not read its own record'],
  [100, 101, 'it failed, and where is not told'],
  [102, 102, 'an earlier call of this transaction is under way, or has ended'],
  [107, 107, 'the status of the transaction forbids it, perhaps by an earlier call'],
  [114, 114, 'the transaction is blocked'],
  [115, 116, 'the gateway could not check or ask'],
  [131, 131, 'contact with SiTef failed, and the acquirer may have heard'],
  [134, 134, 'the query of the card failed; a card token that the gateway does not know can be the cause'],
  [136, 136, 'something could not be rolled back'],
  [138, 143, 'the choice of the authorizer or the query of the card failed'],
  [256, 256, 'the answer of a cancellation is awaited'],
  [257, 258, 'a reversal or a recharge was denied'],
  [260, 260, 'a recharge was undone'],
  [300, 300, 'the refund could not be created'],
  [302, 302, 'the communication failed'],
];

export const reasonInEnglish = reasonWith(REASONS, CODES, (code, words) =>
  code === undefined ? words : `code ${code}: ${words}; ${SAYS_NOTHING}`,
);
