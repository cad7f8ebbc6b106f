export * from '../../../domain/opening/transitions';

/** Somebody removed a path of which some subscriptions have a past: the end of what was not paid. */
export function startEnding(): never {
  throw new Error('no subscription ends like this');
}
