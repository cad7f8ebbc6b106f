/**
 * The gateway codes that the sandbox answers with, and their messages. Texts marked "wire" in docs/gateway.md §10 are
 * given as seen there; the others paraphrase the vendor's table.
 */
export const gatewayMessages = {
  '0': 'OK. Transaction successful.',
  '2': 'request is null',
  '3': 'invalid NIT',
  '4': 'authorizerId is null',
  '5': 'invalid authorizerId value',
  '8': 'cardExpiryDate is null',
  '9': 'invalid cardExpiryDate value',
  '10': 'cardNumber is null',
  '11': 'invalid cardNumber value',
  '13': 'invalid cardSecurityCode value',
  '14': 'installments is null',
  '15': 'invalid installments value',
  '16': 'installmentType is null',
  '17': 'invalid installmentType value',
  '25': 'invalid softDescriptor value',
  '26': 'merchantKey is null',
  '30': 'merchantId is null',
  '32': 'amount is null',
  '33': 'invalid amount value',
  '34': 'esitefUSN is null',
  '35': 'invalid esitefUSN value',
  '37': 'invalid merchantUSN value',
  '38': 'invalid orderId value',
  '62': 'invalid additional_data value',
  '73': 'card number and token must not be sent together',
  '78': 'store_identification is null',
  '81': 'operation not allowed',
  '82': 'transaction not found',
  '83': 'invalid store_identification value',
  '100': 'payment failed',
  '101': 'confirmation failed',
  '102': 'Transaction in progress or finalized',
  '103': 'invalid type',
  '106': 'store lacks permission',
  '107': 'operation not allowed for the status of the transaction',
  '109': 'installments above the limit of the authorizer',
  '110': 'store is inactive',
  '113': 'authorizer is not enabled for the store',
  '115': 'Authenticity error',
  '131': 'Communication fail with SiTef',
  '132': 'malformed request',
  '134': 'Error on card query',
  '137': 'invalid operation',
  '140': 'Error on card query',
  '142': 'Error on card query',
  '143': 'card does not match the authorizer',
  '146': 'authentication error',
  '150': 'invalid request',
  // Absent from the vendor's list; what they say is not known (docs/gateway.md §10).
  '151': 'invalid schedule',
  '152': 'invalid schedule',
  '153': 'invalid schedule',
  '154': 'invalid schedule',
  '155': 'invalid schedule',
  '156': 'invalid schedule',
  '158': 'invalid schedule',
  '159': 'invalid schedule',
  '157': 'invalid showTimesInvoice value',
  '255': 'Payment denied',
  '256': 'awaiting the answer of the cancellation',
  '257': 'Reversal denied',
  '259': 'Transaction denied',
  '300': 'refund could not be created',
  '301': 'card number differs from the original',
  '910': 'Payment denied by e-Rede',
  '920': 'Payment denied by Cielo e-Commerce',
  '932': 'payment already confirmed',
  '940': 'Payment denied by GetNet',
} as const;

/** Codes whose text was seen on the wire: it names no field (docs/gateway.md §10). */
const seenOnTheWire: ReadonlySet<string> = new Set(['0', '5', '11', '102', '115', '131', '134']);

/** A gateway code known to the sandbox; always a string on the wire. */
export type GatewayCode = keyof typeof gatewayMessages;

/** Thrown where the gateway refuses a request: it answers with the code and has done nothing. */
export class GatewayRefusal extends Error {
  readonly gatewayCode: GatewayCode;
  readonly httpStatus: number;

  /** @param field the request field at fault, named in the message unless the vendor's text is known */
  constructor(gatewayCode: GatewayCode, httpStatus = 400, field?: string) {
    const text = gatewayMessages[gatewayCode];
    super(field === undefined || seenOnTheWire.has(gatewayCode) ? text : `${text}: ${field}`);
    this.name = 'GatewayRefusal';
    this.gatewayCode = gatewayCode;
    this.httpStatus = httpStatus;
  }
}

/** A refusal that the gateway only comes to while it works on the request: its form and its fields were in order. */
export class ProcessingRefusal extends GatewayRefusal {}
