import type { Command } from 'commander';
import { UsageError } from './usage-error';

/**
 * Makes every command refuse a flag that is given twice and has one value: the last one would win, and nobody knows which was meant. For
 * example `--amount-cents 4990 --amount-cents 499000`. Switches, such as `--json`, may be repeated.
 */
export function refuseRepeatedFlags(command: Command): void {
  for (const option of command.options) {
    if (option.isBoolean() || option.variadic) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven)
        throw new UsageError(
          `${option.long ?? option.flags} is given twice; nothing was sent`,
          'Give it once.',
        );
      isGiven = true;
    });
  }
  for (const part of command.commands) refuseRepeatedFlags(part);
}
