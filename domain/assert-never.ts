/**
 * Ends a switch that handles every member of a union: a new member stops the compiler here, and a value that
 * the types ruled out stops the program instead of being guessed about.
 */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
