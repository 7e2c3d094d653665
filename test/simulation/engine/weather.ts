import type { Random } from './random';

/** How a call of a port may go wrong. `echo`: the adapter's own retry takes effect a second time, and that is answered. */
export type Fault =
  | 'throttle'
  | 'timeout-before'
  | 'timeout-after'
  | 'echo'
  | 'partial'
  | 'crash-before'
  | 'crash-after'
  | 'slow'
  | 'unavailable';

export type Outcome = 'ok' | Fault;

/** Where a call goes. */
export type Dependency = 'store' | 'topic' | 'queues' | 'chat' | 'evidence' | 'inventory' | 'account' | 'clock';

/** From when until when a dependency takes no call at all. */
export interface Outage {
  readonly of: Dependency;
  readonly from: number;
  readonly until: number;
}

/** Which faults a run has, and how strong: each run draws its own, so that rare combinations come up. */
export interface Weather {
  /** Probability of each fault for each call. */
  readonly faults: ReadonlyMap<Fault, number>;
  readonly outages: readonly Outage[];
  /** The bus: an event is lost and sent again later, twice, or late. */
  readonly drop: number;
  readonly duplicate: number;
  readonly late: number;
  /** Milliseconds that a late event is late at most. */
  readonly latest: number;
  /** A queue gives out a message that was deleted. */
  readonly resurrect: number;
  /** Nothing goes wrong but the reading of evidence: no alert may be later for it than the wait for evidence. */
  readonly onlyEvidence: boolean;
  /** Nothing goes wrong from then on. */
  readonly heals: number;
}

const HOUR = 3_600_000;
const KINDS: readonly Fault[] = [
  'throttle',
  'timeout-before',
  'timeout-after',
  'echo',
  'partial',
  'crash-before',
  'crash-after',
  'slow',
  'unavailable',
];
const OUTAGES: readonly [Dependency, number, number][] = [
  ['store', 60_000, 10 * 60_000],
  ['topic', 60_000, 20 * 60_000],
  ['chat', 10 * 60_000, 5 * 3_600_000],
  ['queues', 30_000, 5 * 60_000],
  ['evidence', 60_000, 3_600_000],
  ['inventory', 60_000, 3_600_000],
];

/** Nothing goes wrong; only the order in which tasks go on is left to chance. */
export const fairWeather = (heals: number): Weather => ({
  faults: new Map(),
  outages: [],
  drop: 0,
  duplicate: 0,
  late: 0,
  latest: 0,
  resurrect: 0,
  onlyEvidence: false,
  heals,
});

/** What the functions that act read from the account, and change in it, can be out for minutes. */
export const OUTAGES_OF_ACCOUNT: typeof OUTAGES = [
  ['store', 60_000, 5 * 60_000],
  ['topic', 60_000, 10 * 60_000],
  ['inventory', 5 * 60_000, 30 * 60_000],
  ['account', 60_000, 10 * 60_000],
];

/** `from` and `until` bound the chaos; outages may last longer, and the healing waits for them. */
export function drawWeather(random: Random, from: number, until: number, mayBeOut = OUTAGES): Weather {
  if (random.chance(0.05))
    return {
      ...fairWeather(until + HOUR),
      outages: [{ of: 'evidence', from, until: until + HOUR }],
      onlyEvidence: true,
    };
  const isBad = random.chance(0.9);
  const faults = new Map<Fault, number>();
  for (const kind of KINDS)
    if (isBad && random.chance(0.45)) faults.set(kind, random.pick([0.003, 0.01, 0.03, 0.03, 0.1]));
  const outages: Outage[] = [];
  for (const [of, shortest, longest] of mayBeOut)
    if (isBad && random.chance(of === 'chat' ? 0.25 : 0.12)) {
      const begin = random.between(from, until);
      outages.push({ of, from: begin, until: begin + random.between(shortest, longest) });
    }
  return {
    faults,
    outages,
    drop: random.pick([0, 0, 0.05, 0.3]),
    duplicate: random.pick([0, 0, 0.1, 0.5]),
    late: random.pick([0, 0, 0.1, 0.6]),
    latest: random.pick([30_000, 600_000, 3 * 3_600_000]),
    resurrect: random.pick([0, 0, 0.02, 0.1]),
    onlyEvidence: false,
    heals: Math.max(until, ...outages.map((outage) => outage.until)) + random.between(0, 20 * 60_000),
  };
}
