const MOST_DIGITS = 6;

/** Dollars with as many digits as they need, six at most. */
export const short = (usd: number): string => String(Number(usd.toFixed(MOST_DIGITS)));
