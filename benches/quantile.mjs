/** The time below which this share of some times is: 0.5 gives the median. */
export const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
