/** What is to be taken away when the command is broken off, so that nothing half-written is left. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const waiting = new Set<() => void>();
let isListening = false;

/** Does something where the command ends before the function that comes back was called. */
export function onBreak(remove: () => void): () => void {
  if (!isListening) {
    isListening = true;
    process.once("exit", () => {
      for (const remove of waiting) remove();
    });
    for (const [signal, status] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(status));
  }
  waiting.add(remove);
  return () => waiting.delete(remove);
}
