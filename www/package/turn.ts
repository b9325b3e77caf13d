/** The event loop's turn in a long run, so that timers, signals and whoever wants to stop it are heard. */

/** Milliseconds that a run goes on without one. */
const LONGEST = 40;
let last = 0;

/** Browsers have no `setImmediate`. */
const later: (then: () => void) => unknown = typeof setImmediate === "function" ? setImmediate : setTimeout;

export const isTurnDue = () => performance.now() - last >= LONGEST;

export function turn(): Promise<void> {
  return new Promise((resolve) => {
    later(() => {
      last = performance.now();
      resolve();
    });
  });
}
