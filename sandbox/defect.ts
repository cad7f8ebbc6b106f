/** Tells a defect of the sandbox aloud: what the simulated gateway does not explain must not look like its behaviour. */
export function tellDefect(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.emitWarning(message, { type: 'SandboxDefect', ...(stack !== undefined && { detail: stack }) });
}
