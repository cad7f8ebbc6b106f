/** What is wrong with the client's configuration. Stable: callers and documents refer to these codes. */
export type CaratConfigErrorCode =
  | 'CARAT_BASE_URL_INVALID'
  | 'CARAT_BASE_URL_NOT_HTTPS'
  | 'CARAT_BASE_URL_IS_IP'
  | 'CARAT_BASE_URL_HAS_EXTRAS'
  | 'CARAT_CREDENTIALS_INVALID'
  | 'CARAT_CA_INVALID'
  | 'CARAT_TIMEOUT_INVALID';

/** What is wrong with one call. Stable, as above. */
export type CaratRequestErrorCode = 'CARAT_REQUEST_INVALID' | 'CARAT_CLIENT_CLOSED';

interface ErrorParts<Code extends string> {
  code: Code;
  /** Path of the offending field, as the caller wrote it (`card.expiryDate`). */
  field: string;
  /** What is wrong. Never contains the value: it may be a card or a key. */
  problem: string;
  nextStep: string;
}

/** The client cannot be built: the configuration names something that must not or cannot be used. */
export class CaratConfigError extends Error {
  override readonly name = 'CaratConfigError';
  readonly code: CaratConfigErrorCode;
  readonly field: string;
  readonly nextStep: string;

  constructor(parts: ErrorParts<CaratConfigErrorCode>) {
    super(`${parts.field}: ${parts.problem}. ${parts.nextStep}`);
    this.code = parts.code;
    this.field = parts.field;
    this.nextStep = parts.nextStep;
  }
}

/** The call was stopped before the wire: nothing was sent. */
export class CaratRequestError extends Error {
  override readonly name = 'CaratRequestError';
  readonly code: CaratRequestErrorCode;
  readonly field: string;
  readonly nextStep: string;

  constructor(parts: ErrorParts<CaratRequestErrorCode>) {
    super(`${parts.field}: ${parts.problem}. ${parts.nextStep}`);
    this.code = parts.code;
    this.field = parts.field;
    this.nextStep = parts.nextStep;
  }
}
