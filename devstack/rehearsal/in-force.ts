import type { Stack } from '../stack';

// What goes wrong until `recover`, in the words in which it was told, so that a person knows what is still on.

const told = new WeakMap<Stack, Map<string, string>>();

/** @param key - what replaces another one */
export function noteInForce(stack: Stack, key: string, words: string): void {
  const ofStack = told.get(stack) ?? new Map<string, string>();
  told.set(stack, ofStack.set(key, words));
}

export const forgetInForce = (stack: Stack): void => void told.delete(stack);

export const inForce = (stack: Stack): string[] => [...(told.get(stack)?.values() ?? [])];
