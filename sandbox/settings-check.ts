import { limits } from './limits';
import { SandboxError } from './sandbox-error';
import type { SandboxSettings } from './settings';

type NumberSetting = {
  [Name in keyof SandboxSettings]: number extends SandboxSettings[Name] ? Name : never;
}[keyof SandboxSettings];

/** Smallest and largest value of each setting that is a number; beyond them time would run in circles or out of the calendar. */
const bounds: Record<NumberSetting, readonly [number, number]> = {
  creationTimeLimitMinutes: [1, limits.maxTimeLimitMinutes],
  autoUndoPpcAfterMinutes: [1, limits.maxTimeLimitMinutes],
  nitLifeDays: [1, limits.maxNitLifeDays],
  authorizationDurationMs: [0, limits.maxAuthorizationMs],
  maxInstallments: [1, 99],
  maxNumberOfTimes: [1, limits.maxNumberOfTimes],
  maxIntervalMonths: [1, limits.maxIntervalMonths],
  seidTimeLimitMinutes: [1, limits.maxTimeLimitMinutes],
  cancellationTimeLimitMinutes: [1, limits.maxTimeLimitMinutes],
  postAnswerMs: [1, limits.maxPostAnswerMs],
  statusPostAttempts: [1, limits.maxStatusPostAttempts],
  statusPostIntervalMinutes: [1, limits.maxTimeLimitMinutes],
  statusPostAfterSeconds: [0, limits.maxStatusPostAfterSeconds],
};

function refuse(name: string, problem: string): never {
  throw new SandboxError('sandbox_invalid_option', `settings.${name}: ${problem}`);
}

/** Refuses settings out of bounds (sandbox_invalid_option); returns them otherwise. */
export function checkedSettings(settings: SandboxSettings): SandboxSettings {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(settings.dailyJobTime))
    refuse('dailyJobTime', "give a time of day as 'HH:mm'");
  for (const [name, [smallest, largest]] of Object.entries(bounds)) {
    const value = settings[name as NumberSetting];
    const isOff = value === null;
    if (!isOff && !(Number.isInteger(value) && value >= smallest && value <= largest))
      refuse(name, `give a whole number from ${smallest} to ${largest}`);
  }
  return settings;
}
