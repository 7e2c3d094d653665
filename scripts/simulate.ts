// Runs the functions in a simulated cloud where everything may go wrong, and looks for what must never be. There are two
// worlds: `stories`, of what is told, and `acting`, an account that lives, of what is changed. A quarter of the seeds are of
// the second, whose runs take longer.
//   npm run simulate -- --minutes 4 --seeds 5000   so long and so many, after every single-crash position
//   npm run simulate -- --seeds 500 --from 1000    so many
//   npm run simulate -- --world acting             seeds of one world
//   npm run simulate -- --crashes                  every single-crash position of the stories and scenes
//   npm run simulate -- --seed 17 --world acting   one, told in words
//   npm run simulate -- --without nothingServes    the harm that comes without a safeguard; ends with 1 where it is found
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { simulateActing } from '../test/simulation/acting-simulation';
import { harmWithout } from '../test/simulation/planted/harm-without';
import { plantedGuards } from '../test/simulation/planted/planted-guards';
import { type Run, simulate } from '../test/simulation/simulation';
import {
  type CrashPosition,
  canonicalPlays,
  canonicalStories,
  crashActingAt,
  crashActingPositions,
  crashAt,
  crashPositions,
} from '../test/simulation/single-crash';

const STEPS_SHOWN = 40;
const MOST_FAILURES = 10;
const WORLDS = ['stories', 'acting'] as const;
type World = (typeof WORLDS)[number];

interface Work {
  /** Which of how many workers this is. */
  readonly index: number;
  readonly of: number;
  readonly from: number;
  /** At least so many seeds over all workers. */
  readonly seeds: number;
  /** Until then, milliseconds since 1970. */
  readonly until: number;
  readonly crashes: boolean;
  /** Only of this one. */
  readonly world?: World;
}

type Report =
  | { readonly kind: 'progress'; readonly seeds: number; readonly positions: number; readonly calls: number }
  | { readonly kind: 'failure'; readonly again: string; readonly run: Run };

async function work(
  { index, of, from, seeds, until, crashes, world: only }: Work,
  report: (report: Report) => void,
): Promise<void> {
  Error.stackTraceLimit = 0;
  let done = { seeds: 0, positions: 0, calls: 0 };
  let reportedAt = Date.now();
  const count = (kind: 'seeds' | 'positions', { calls }: Run): void => {
    done = { ...done, [kind]: done[kind] + 1, calls: done.calls + calls };
    if (Date.now() - reportedAt < 1_000) return;
    report({ kind: 'progress', ...done });
    done = { seeds: 0, positions: 0, calls: 0 };
    reportedAt = Date.now();
  };
  if (crashes)
    for (const [number, { world, position }] of (await allPositions(only)).entries()) {
      if (number % of !== index) continue;
      const crash = world === 'acting' ? crashActingAt : crashAt;
      const run = await crash(position);
      count('positions', run);
      if (run.violations.length > 0)
        report({ kind: 'failure', again: againOf(position, world), run: await crash(position, true) });
    }
  for (let seed = from + index; seed < from + seeds || Date.now() < until; seed += of) {
    const world = only ?? worldOf(seed);
    const run = await runOf(world, seed);
    count('seeds', run);
    if (run.violations.length > 0)
      report({ kind: 'failure', again: `--seed ${seed} --world ${world}`, run: await runOf(world, seed, true) });
  }
  report({ kind: 'progress', ...done });
}

const worldOf = (seed: number): World => (seed % 8 >= 6 ? 'acting' : 'stories');

const runOf = (world: World, seed: number, inWords = false): Promise<Run> =>
  world === 'acting' ? simulateActing({ seed, inWords }) : simulate({ seed, inWords });

async function allPositions(
  only: World | undefined,
): Promise<readonly { readonly world: World; readonly position: CrashPosition }[]> {
  const positions: { world: World; position: CrashPosition }[] = [];
  const add = (world: World, found: readonly CrashPosition[]): void => {
    for (const position of found) positions.push({ world, position });
  };
  if (only !== 'stories')
    for (const story of Object.keys(canonicalPlays)) add('acting', await crashActingPositions(story, 1));
  if (only !== 'acting')
    for (const story of Object.keys(canonicalStories)) add('stories', await crashPositions(story, 1));
  return positions;
}

const againOf = ({ story, seed, call, when }: CrashPosition, world: World): string =>
  `--seed ${seed} --world ${world} --story '${story}' --call ${call} --when ${when}`;

function show({ stories, violations, script, hash, calls }: Run, again: string, steps = STEPS_SHOWN): void {
  console.log(`\n${stories.join(', ')}: ${calls} calls, trace ${hash}`);
  for (const line of script.slice(-steps)) console.log(`  ${line}`);
  for (const { invariant, what } of violations) console.log(`VIOLATION ${invariant}: ${what}`);
  console.log(`Again: npm run simulate -- ${again}`);
}

/** Shares the work out and adds up. Answers how many runs failed. */
async function supervise(work: Omit<Work, 'index' | 'of'>): Promise<number> {
  const of = Math.min(availableParallelism(), 8);
  const start = Date.now();
  const total = { seeds: 0, positions: 0, calls: 0, failures: 0 };
  const line = (): string => {
    const seconds = (Date.now() - start) / 1_000;
    const rate = ((total.seeds + total.positions) / seconds).toFixed(0);
    return `${total.seeds} seeds, ${total.positions} crash positions, ${(total.calls / 1e6).toFixed(1)} million calls in ${seconds.toFixed(0)} s (${rate} runs/s on ${of} workers): ${total.failures} failed`;
  };
  const ticker = setInterval(() => console.log(line()), 10_000);
  await Promise.all(
    Array.from({ length: of }, (_, index) => {
      const child = fork(process.argv[1] ?? '', ['--worker', JSON.stringify({ ...work, index, of })]);
      child.on('message', (message: Report) => {
        if (message.kind === 'progress') {
          total.seeds += message.seeds;
          total.positions += message.positions;
          total.calls += message.calls;
          return;
        }
        total.failures += 1;
        if (total.failures <= MOST_FAILURES) show(message.run, message.again);
      });
      return new Promise<void>((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
      });
    }),
  );
  clearInterval(ticker);
  console.log(line());
  return total.failures;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      crashes: { type: 'boolean', default: false },
      story: { type: 'string' },
      call: { type: 'string' },
      when: { type: 'string', default: 'before' },
      steps: { type: 'string' },
      world: { type: 'string' },
      without: { type: 'string' },
      worker: { type: 'string' },
    },
  });
  if (values.worker !== undefined) {
    await work(JSON.parse(values.worker) as Work, (report) => process.send?.(report));
    process.disconnect?.();
    return 0;
  }
  if (values.without !== undefined) return showHarmWithout(values.without);
  const world = values.world === undefined ? undefined : worldNamed(values.world);
  if (values.seed !== undefined) {
    const seed = numberOf('seed', values.seed);
    const { story, steps } = values;
    const when = values.when === 'after' ? 'after' : 'before';
    const of = world ?? 'stories';
    const crash = of === 'acting' ? crashActingAt : crashAt;
    const call = numberOf('call', values.call ?? '0');
    const run = story === undefined ? await runOf(of, seed, true) : await crash({ story, seed, call, when }, true);
    const again = story === undefined ? `--seed ${seed} --world ${of}` : againOf({ story, seed, call, when }, of);
    show(run, again, steps === undefined ? STEPS_SHOWN : numberOf('steps', steps));
    return run.violations.length > 0 ? 1 : 0;
  }
  const minutes = numberOf('minutes', values.minutes ?? '0');
  const seeds = numberOf('seeds', values.seeds ?? (minutes > 0 || values.crashes ? '0' : '500'));
  const failures = await supervise({
    from: numberOf('from', values.from),
    seeds,
    until: Date.now() + minutes * 60_000,
    crashes: values.crashes || minutes > 0,
    ...(world === undefined ? {} : { world }),
  });
  return failures > 0 ? 1 : 0;
}

/** The scenes in which only this safeguard prevents the harm, without it. */
async function showHarmWithout(name: string): Promise<number> {
  const acts = plantedGuards.filter(({ guard }) => guard === name);
  if (acts.length === 0) {
    const names = [...new Set(plantedGuards.map(({ guard }) => guard))].sort().join(', ');
    throw new Error(`--without: expected one of ${names}; got ${JSON.stringify(name)}`);
  }
  let found = 0;
  for (const act of acts) {
    const run = await harmWithout(act);
    if (run === undefined) {
      console.log(`\n${act.scene.name}: no harm was found without ${name}`);
      continue;
    }
    found += 1;
    show(run, `--without ${name}`);
  }
  return found > 0 ? 1 : 0;
}

function worldNamed(text: string): World {
  const world = WORLDS.find((one) => one === text);
  if (world === undefined) throw new Error(`--world: expected ${WORLDS.join(' or ')}, got ${JSON.stringify(text)}`);
  return world;
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0 || text.trim() === '')
    throw new Error(`--${name}: expected a number that is not negative, got ${JSON.stringify(text)}`);
  return number;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  });
