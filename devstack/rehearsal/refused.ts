/** An action that makes no sense now: why, and what to do instead. */
export class RehearsalRefused extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.name = 'RehearsalRefused';
    this.nextStep = nextStep;
  }
}
