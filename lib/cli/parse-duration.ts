const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 366 * 86_400_000;

/** Milliseconds of `90s`, `30m`, `4h`, `2d` or `1h30m`; undefined where the text is no such thing or over a year. */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d{1,9}[smhd])+$/.test(text)) return undefined;
  let milliseconds = 0;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+)([smhd])/g))
    milliseconds += Number(amount) * (UNITS[unit] ?? 0);
  return milliseconds <= LONGEST ? milliseconds : undefined;
}
