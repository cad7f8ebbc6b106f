import type { TemporalProcess } from '../../devstack/temporal-process';

/** What the set-up of a run leaves to its teardown; both run in the same process. */
export interface RunState {
  server: TemporalProcess;
  folder: string;
}

const holder = globalThis as { caratTestRun?: RunState };

export const keepForTeardown = (state: RunState): void => {
  holder.caratTestRun = state;
};

export const keptForTeardown = (): RunState | undefined => holder.caratTestRun;
