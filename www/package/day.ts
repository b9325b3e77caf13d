/** Days in China, whatever the machine's own zone. */

const CHINA = 8 * 60 * 60 * 1000;

/** The day that an instant falls on in China. */
export function dayInChina(instant: number): string {
  return new Date(instant + CHINA).toISOString().slice(0, 10);
}

export function todayInChina(): string {
  return dayInChina(Date.now());
}

/** Dates by their day, in the answers and in the rows of their tables; everything else as it is. */
export function datesAsDays<T>(value: T): T;
export function datesAsDays(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : dayInChina(value.getTime());
  if (Array.isArray(value)) return value.some(holdsDate) ? value.map(datesAsDays) : value;
  if (!holdsDate(value)) return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, datesAsDays(item)]));
}

function holdsDate(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Date || Object.values(value).some(holdsDate);
}
