import { commandById } from '../../../domain/edits/known-commands';
import { flagsOf } from '../../../domain/subscription/attention';
import type { EditLife } from './edit-life';

/** How commands stand: the code of what is wrong, or else the state. */
export const standing = (life: EditLife, ...ids: string[]): (string | undefined)[] =>
  ids.map((id) => commandById(life.record, id)?.problem?.code ?? commandById(life.record, id)?.state);

export const flags = (life: EditLife): string[] => flagsOf(life.record, life.context);

/** The gateway takes edits, and answers no question from the moment on at which a send leaves. */
export function silentAfterSending(life: EditLife, until: string): void {
  life.inFlight = () => {
    life.silentUntilMs = Date.parse(until);
  };
}
