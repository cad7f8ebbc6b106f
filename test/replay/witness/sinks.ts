import { proxySinks, type Sinks } from '@temporalio/workflow';

/** Reports of code that replays a history. */
export interface WitnessSinks extends Sinks {
  witness: {
    /** A kind of step was done. */
    step(kind: string): void;
    /** A flag was up when the subscription showed where it stands. */
    flag(name: string): void;
  };
}

export const { witness } = proxySinks<WitnessSinks>();
