/** 3 = with interest, 4 = without interest, also for spot sales (docs/gateway.md §1). */
export type InstallmentType = '3' | '4';

/** How a charge is split. One installment is a spot sale. */
export interface InstallmentPlan {
  /** 1 to 99. */
  installments?: number;
  installmentType?: InstallmentType;
}

/** The payment to create. Installments default to one, without interest: the gateway wants both (docs/gateway.md §1). */
export interface NewPayment extends InstallmentPlan {
  /** Integer cents. */
  amountCents: number;
  /** Late confirmation: the payment then waits in PPC (docs/gateway.md §1, §3). */
  postponeConfirmation?: boolean;
}

/** The schedule to create. */
export interface NewSchedule extends InstallmentPlan {
  /** Integer cents, charged at each execution. */
  amountCents: number;
  /** True: activated by the first payment, which must be asked for too. False: by `activateSchedule`. */
  doPaymentNow: boolean;
  /** First execution, `YYYY-MM-DD` in São Paulo. */
  initialDate: string;
  /** Executions before FIN; absent = open-ended. */
  numberOfTimes?: number;
  /** Months between executions; absent = monthly. */
  intervalMonths?: number;
  /** Text on the card statement. */
  softDescriptor?: string;
  showTimesInvoice?: boolean;
}

/** POST /v1/transactions: a payment, a schedule, or both (docs/gateway.md §1). */
export interface CreateTransactionRequest {
  /** 1 to 40 letters and digits; only 20 fit in a notification (docs/gateway.md §1). */
  orderId: string;
  /** Up to 12 digits, the merchant's own sequence. */
  merchantUsn?: string;
  /** Up to 3 digits (docs/gateway.md §10): 1 Visa, 2 Mastercard, ... */
  authorizerId?: string;
  payment?: NewPayment;
  schedule?: NewSchedule;
  /** Buyer id under which the card is stored; a schedule needs it (docs/gateway.md §1, codes 78 and 83). */
  storeIdentification?: string;
}

/** A card by its number. The security code is only sent with a payment and never stored. */
export interface CardByNumber {
  /** 12 to 19 digits. */
  number: string;
  /** `MMYY`. Most acquirers want it (docs/gateway.md §2). */
  expiryDate?: string;
  /** Only e-Rede, GetNet WS and VR use it. */
  holder?: string;
}

/** A stored card. Never together with a number (code 73). */
export interface CardByToken {
  token: string;
}

/** POST /v1/payments/{nit} (docs/gateway.md §2). */
export interface PayRequest extends InstallmentPlan {
  card: (CardByNumber | CardByToken) & {
    /** 3 or 4 digits. */
    securityCode?: string;
  };
  /** When the creation did not name it. */
  authorizerId?: string;
  /** Integer cents; overrides the creation's. */
  amountCents?: number;
}

/** POST /v1/schedules/{sid} (docs/gateway.md §4). No security code: the contract names none here. */
export interface ActivateRequest {
  card: CardByNumber | CardByToken;
  /** Mandatory here when the creation did not name it. */
  authorizerId?: string;
}

/** POST /v1/schedules/edits (docs/gateway.md §7). */
export interface BeginScheduleEditRequest {
  sid: string;
  /** Up to 20 letters and digits, given back with the SEID. */
  merchantData?: string;
}

/** What an edit changes. Every value is absolute; what is left out stays. At least one is there. */
export interface ScheduleChange extends InstallmentPlan {
  /** INA stops the executions, ATV starts them again. */
  status?: 'ATV' | 'INA';
  /** Integer cents. */
  amountCents?: number;
  /** `YYYY-MM-DD` in São Paulo. */
  nextDate?: string;
  /** Later charges are made with it. The contract names no security code here. */
  card?: CardByNumber | CardByToken;
}

/** PUT /v1/schedules/edits/{seid} (docs/gateway.md §7). */
export interface EditScheduleRequest {
  /** As the Authenticity URL got it. */
  seid: string;
  /** The schedule that it is about: an answer that names another one is not believed. */
  sid?: string;
  change: ScheduleChange;
}

/** POST /v1/cancellations (docs/gateway.md §8). */
export interface BeginRefundRequest {
  /** The gateway's sequence number of the transaction that captured, up to 15 digits. */
  esitefUsn: string;
}

/** PUT /v1/cancellations/{nit} (docs/gateway.md §8). */
export interface RefundRequest {
  /** The NIT of the cancellation, as the Authenticity URL got it. */
  nit: string;
  /** Integer cents; absent = all that is left. */
  amountCents?: number;
  /** The card that was charged. SiTef routings need it. */
  card?: PayRequest['card'];
}

/** GET /v1/transactions: both days included, `YYYY-MM-DD` in São Paulo, at most 31 days (docs/gateway.md §5.4). */
export interface ListTransactionsRequest {
  startDate: string;
  endDate: string;
}
