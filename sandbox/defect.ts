/** Warns of a defect of the sandbox itself. It must not look like a behaviour of the gateway. */
export function tellDefect(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(message, { type: 'SandboxDefect', ...(stack !== undefined && { detail: stack }) });
}
