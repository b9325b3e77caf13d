/** Days in China, whatever the machine's own zone. */

const CHINA = 8 * 60 * 60 * 1000;

/** The day that an instant falls on in China. */
export function dayInChina(instant: number): string {
  return new Date(instant + CHINA).toISOString().slice(0, 10);
}

export function todayInChina(): string {
  return dayInChina(Date.now());
}

/** A date, of any frame or context, by its day; one that is invalid as text, which no kind reads. */
export function dayOf(date: Date): string {
  const instant = Number(date);
  return Number.isNaN(instant) ? String(date) : dayInChina(instant);
}
