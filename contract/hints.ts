import { holdsCardNumber } from '../domain/card-number';
import { fits, TEXT_RULES } from './text-rules';

/** A text without its accents, where that is all that it takes: `AÇAÍ DO JOÃO` → `ACAI DO JOAO`. */
function withoutAccents(text: string): string | undefined {
  const rule = TEXT_RULES.softDescriptor;
  if (text.length > 2 * rule.max) return undefined;
  const plain = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return fits(rule, plain) && !holdsCardNumber(plain) ? plain : undefined;
}

/** Ways to mend a text, by name; what is proposed is the only part of a message that an answer repeats. */
export const HINTS = {
  withoutAccents: (text: string): string => {
    const plain = withoutAccents(text);
    return plain === undefined ? '' : `; without accents it reads "${plain}"`;
  },
} as const;

export type HintName = keyof typeof HINTS;
