import type { MetricName } from '../../lib/app/ports';
import { DEFAULT_ACTION_LIMITS } from '../../lib/domain/action/action-limits';
import { shortHash } from '../../lib/domain/text/short-hash';
import { memoryChat } from '../../lib/memory/memory-chat';
import { type MemoryStore, memoryStore } from '../../lib/memory/memory-store';
import { Account } from './account/account';
import { sendEvents } from './cloud/bus';
import type { Cloud } from './cloud/cloud';
import { worldOf } from './cloud/world';
import { type Design, ourDesign } from './design';
import type { Sky } from './engine/invocation';
import { Random } from './engine/random';
import { Trace } from './engine/trace';
import { VirtualTime } from './engine/virtual-time';
import { drawWeather, fairWeather } from './engine/weather';
import { Functions } from './functions';
import { ActionWatcher } from './invariants/action-watcher';
import { checkRows } from './invariants/rows-at-rest';
import { checkSlack } from './invariants/slack-at-rest';
import { checkState } from './invariants/state-at-rest';
import { type Violation, Watcher } from './invariants/watcher';
import { drawStories, tell } from './stories/draw-stories';
import type { Telling } from './stories/stories';
import type { Story } from './stories/story';

export interface SimulationOptions {
  readonly seed: number;
  readonly design?: Design;
  /** Only this happens, and nothing goes wrong but one crash at the call with a number; call 0 is none. */
  readonly only?: { readonly tellings: readonly Telling[]; readonly call: number; readonly when: 'before' | 'after' };
  /** Keeps what happened in words. */
  readonly inWords?: boolean;
}

export interface Run {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** Equal for two runs that did the same. */
  readonly hash: string;
  readonly calls: number;
  /** Numbers of the calls of those runs of functions that changed something. */
  readonly acted?: readonly number[];
  readonly stories: readonly string[];
  readonly script: readonly string[];
}

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 2, 6, 0, 0);
/** A run that is not at rest by then never will be. */
const MOST_CALLS = 60_000;

/** One run of the responder in a small cloud, in which the seed decides everything. */
export async function simulate({ seed, design = ourDesign, only, inWords = false }: SimulationOptions): Promise<Run> {
  const random = new Random(seed);
  const time = new VirtualTime(START, random);
  const stories =
    only === undefined
      ? drawStories(random, START)
      : only.tellings.map((telling, index) => tell(telling, index, START + 6 * MINUTE, random));
  const ends = Math.max(...stories.map(endOf));
  const weather = only === undefined ? drawWeather(random, START, ends) : fairWeather(ends);
  const trace = new Trace(time.now, { inWords });
  const sky: Sky = {
    time,
    random,
    trace,
    weather,
    calls: 0,
    ...(only === undefined ? {} : { crash: { call: only.call, when: only.when } }),
  };
  const watcher = new Watcher(time.now);
  const mode = design.mode ?? random.pick(['bot', 'bot', 'webhook'] as const);
  const policy = { ...design.policy, clusters: random.chance(0.2) ? ('*' as const) : clustersOf(stories) };
  const functions = new Functions({ ...design, policy }, sky, watcher);
  const store = memoryStore(time.now);
  const cloud: Cloud = {
    sky,
    store,
    chat: memoryChat({ now: time.now, mode, defaultChannel: 'C0ALERTS01' }),
    looks: functions.queue('look-again', 'explain'),
    deliveries: functions.queue('deliveries', 'deliver'),
    ...worldOf(stories, time.now),
    watcher,
    ...untouched(sky, watcher, store),
    metrics: new Map<MetricName, number>(),
    reports: [],
  };
  functions.cloud = cloud;
  const events = functions.queue('events', 'respond');
  const poison = sendEvents(stories, events, sky);
  const foreign = [cloud.looks, cloud.deliveries].filter(() => random.chance(0.1));
  for (const queue of foreign) queue.send('{"Type":"Notification"}');
  const queues = [events, cloud.looks, cloud.deliveries];

  const isIdle = (): boolean => queues.every(({ isEmpty }) => isEmpty) && poison.left === 0;
  const busy = stories.flatMap(({ events: told, states }) => [
    ...told.map(({ at }) => at),
    ...states.map(({ from }) => from),
  ]);
  functions.keepTime(busy, ends, isIdle);
  time.at(Math.max(weather.heals, ends) + 20 * MINUTE, () => {
    for (const queue of queues) queue.redrive();
    for (const { key, dead } of store.deliveries())
      if (dead !== undefined) cloud.deliveries.send(JSON.stringify({ nudge: key, revive: true }));
  });
  await time.pass(() => watcher.violations.length > 0 || sky.calls > MOST_CALLS);

  if (watcher.violations.length === 0) {
    if (sky.calls > MOST_CALLS || !isIdle()) watcher.violate('I-10', `no rest after ${sky.calls} calls`);
    if (events.dead.length !== poison.sent)
      watcher.violate('I-8', `${poison.sent} messages were poison, the DLQ holds ${events.dead.length}`);
    const lost = [cloud.looks, cloud.deliveries].flatMap(({ dead }) => dead);
    if (lost.length !== foreign.length)
      watcher.violate('I-33', `${foreign.length} foreign messages were sent, the other DLQs hold ${lost.length}`);
    const { owed } = await store.readWatch();
    if (owed !== undefined) watcher.violate('I-2', `the first message is still owed: ${owed}`);
    checkRows(stories, store, watcher);
    checkState(stories, store, watcher, cloud.metrics, weather);
    checkSlack(store, cloud.chat, watcher);
  }
  const told = watcher.shown.map(({ text, alertIds }) => `${alertIds.join()} ${text}`).join('\n');
  return {
    seed,
    violations: watcher.violations,
    hash: `${trace.hash}-${shortHash(told)}`,
    calls: sky.calls,
    stories: stories.map(({ name }) => name),
    script: trace.last(inWords ? 4_000 : 0),
  };
}

/** An account in which there is nothing to change. */
function untouched(
  sky: Sky,
  watcher: Watcher,
  store: MemoryStore,
): Pick<Cloud, 'account' | 'actions' | 'meddle' | 'atCall'> {
  const account = new Account(sky, () => undefined);
  const policyOf = () => ({ mode: 'observe', limits: DEFAULT_ACTION_LIMITS }) as const;
  const actions = new ActionWatcher({ now: sky.time.now, watcher, store, account, policyOf });
  return { account, actions, meddle: () => undefined, atCall: () => undefined };
}

const clustersOf = (stories: readonly Story[]): readonly string[] => [
  ...new Set(stories.map(({ subject }) => subject.cluster)),
];

const endOf = ({ events, states }: Story): number => Math.max(START, events.at(-1)?.at ?? 0, states.at(-1)?.from ?? 0);
