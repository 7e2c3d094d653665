/** A stretch of time in the picture. Times in milliseconds since 1970, x in pixels. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly x0: number;
  readonly x1: number;
}

/** Time → place. All stretches have the same measure; the long quiet gaps between them are as narrow as a break. */
export interface TimeScale {
  readonly stretches: readonly Stretch[];
  /** The gaps, where nothing happened. */
  readonly breaks: readonly Stretch[];
  /** Where the last thing happened: the end of what goes on. */
  readonly end: number;
  x(at: number): number;
}

/** A gap that is shorter is never compressed. */
const SHORTEST_QUIET = 10 * 60_000;
/** A gap is quiet where it is so many times the middle one of all gaps. */
const TIMES_THE_MEDIAN = 4;
const MOST_BREAKS = 12;
const BREAK_WIDTH = 9;
/** From the edge of a stretch to the first and from the last thing in it: room for half a sign. */
const PAD = 11;
/** At the least that the time in a stretch gets beside that, where it is no moment. */
const NARROWEST = 4;

/** The scale over these times, from x0 to x1. */
export function timeScale(times: readonly number[], x0: number, x1: number): TimeScale {
  const groups = groupsOf([...new Set(times)].sort((one, other) => one - other));
  const lasting = groups.filter(({ from, to }) => to > from).length;
  const active = groups.reduce((sum, { from, to }) => sum + to - from, 0);
  const fixed = groups.length * 2 * PAD + (groups.length - 1) * BREAK_WIDTH + lasting * NARROWEST;
  const shared = Math.max(0, x1 - x0 - fixed);
  const stretches: Stretch[] = [];
  let x = x0;
  for (const { from, to } of groups) {
    const proportional = active === 0 ? shared / groups.length : (shared * (to - from)) / active;
    const width = 2 * PAD + (to > from ? NARROWEST : 0) + proportional;
    stretches.push({ from, to, x0: x, x1: x + width });
    x += width + BREAK_WIDTH;
  }
  const breaks = stretches.slice(1).flatMap((after, index): readonly Stretch[] => {
    const before = stretches[index];
    return before === undefined ? [] : [{ from: before.to, to: after.from, x0: before.x1, x1: after.x0 }];
  });
  const place = (at: number) => placeOf(at, stretches, x0, x1);
  return { stretches, breaks, end: place(groups.at(-1)?.to ?? 0), x: place };
}

interface Group {
  readonly from: number;
  to: number;
}

function groupsOf(times: readonly number[]): readonly Group[] {
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = [...gaps].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const longest = sorted.at(-1 - MOST_BREAKS) ?? 0;
  const quiet = Math.max(SHORTEST_QUIET, median * TIMES_THE_MEDIAN, longest);
  const groups: Group[] = [];
  for (const at of times) {
    const last = groups.at(-1);
    if (last === undefined || at - last.to > quiet) groups.push({ from: at, to: at });
    else last.to = at;
  }
  return groups;
}

/** In a gap, and before and after all: as far as there is room between the things beside it. */
function placeOf(at: number, stretches: readonly Stretch[], x0: number, x1: number): number {
  let before: readonly [at: number, x: number] | undefined;
  for (const stretch of stretches) {
    const inner = innerOf(stretch);
    if (at < stretch.from) {
      if (before === undefined) return x0;
      return between(at, before, [stretch.from, inner.x0]);
    }
    if (at <= stretch.to) return between(at, [stretch.from, inner.x0], [stretch.to, inner.x1]);
    before = [stretch.to, inner.x1];
  }
  return before === undefined ? x0 : x1;
}

const innerOf = ({ from, to, x0, x1 }: Stretch): { readonly x0: number; readonly x1: number } =>
  from === to ? { x0: (x0 + x1) / 2, x1: (x0 + x1) / 2 } : { x0: x0 + PAD, x1: x1 - PAD };

function between(at: number, [from, x0]: readonly [number, number], [to, x1]: readonly [number, number]): number {
  return from === to ? x0 : x0 + ((at - from) / (to - from)) * (x1 - x0);
}
