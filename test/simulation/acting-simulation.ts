import type { ActingPolicy } from '../../lib/app/action-policy';
import type { MetricName } from '../../lib/app/ports';
import { GUARDS } from '../../lib/domain/action/guards';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { shortHash } from '../../lib/domain/text/short-hash';
import { memoryChat } from '../../lib/memory/memory-chat';
import { memoryStore } from '../../lib/memory/memory-store';
import { Account, type Role } from './account/account';
import { worldOfAccount } from './account/world-of';
import { meddler, meet } from './actors/meddler';
import { keepScaling } from './actors/scaling';
import { Bus } from './cloud/bus';
import type { Cloud } from './cloud/cloud';
import { type Design, ourDesign } from './design';
import type { Sky } from './engine/invocation';
import { Random } from './engine/random';
import { Trace } from './engine/trace';
import { VirtualTime } from './engine/virtual-time';
import { drawWeather, fairWeather, OUTAGES_OF_ACCOUNT } from './engine/weather';
import { Functions } from './functions';
import { ActionWatcher } from './invariants/action-watcher';
import { checkActions } from './invariants/actions-at-rest';
import { checkRows } from './invariants/rows-at-rest';
import { checkFollowed } from './invariants/schedule-followed';
import { checkSlack } from './invariants/slack-at-rest';
import { checkState } from './invariants/state-at-rest';
import { Watcher } from './invariants/watcher';
import { drawScenes, type Play } from './scenes/draw-scenes';
import { Stage } from './scenes/stage';
import type { Run } from './simulation';
import type { Story } from './stories/story';

export interface ActingOptions {
  readonly seed: number;
  readonly design?: Design;
  /** Only this happens, and nothing goes wrong but one crash at the call with a number; call 0 is none. */
  readonly only?: { readonly play: Play; readonly call: number; readonly when: 'before' | 'after' };
  /** These scenes, in whatever weather the seed draws. */
  readonly play?: Play;
  readonly inWords?: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLUSTERS = ['prod', 'staging', 'tools'];
/** A run that is not at rest by then never will be. */
const MOST_CALLS = 120_000;

/** One run of all functions over an account that lives, where people, pipelines and autoscaling change it as well. */
export async function simulateActing({
  seed,
  design = ourDesign,
  only,
  play: wanted,
  inWords = false,
}: ActingOptions): Promise<Run> {
  const random = new Random(seed);
  const play = only?.play ?? wanted ?? drawScenes(random);
  const start = play.start(random);
  const time = new VirtualTime(start, random);
  const trace = new Trace(time.now, { inWords });
  const rough = only === undefined && random.chance(0.75);
  const spans = start + play.minutes * MINUTE;
  const weather = rough ? drawWeather(random, start, spans, OUTAGES_OF_ACCOUNT) : fairWeather(spans);
  const sky: Sky = {
    time,
    random,
    trace,
    weather,
    calls: 0,
    ...(only === undefined ? {} : { crash: { call: only.call, when: only.when } }),
  };
  const watcher = new Watcher(time.now);
  const policy = { ...design.policy, clusters: random.chance(0.2) ? ('*' as const) : CLUSTERS };
  const functions = new Functions({ ...design, policy }, sky, watcher);
  const events = functions.queue('events', 'respond');
  const bus = new Bus(events, sky);
  const account = new Account(sky, (told) => bus.send(told));
  const store = memoryStore(time.now);
  const stage = new Stage(account, sky, start);
  for (const scene of play.scenes) scene(stage);
  const { settings } = stage;
  const acting = (role: Role): ActingPolicy =>
    design.acting({
      mode: role === 'schedule' ? settings.schedules : role === 'act' ? settings.incidents : 'enforce',
      limits: settings.limits,
      guards: GUARDS,
      thresholds: DEFAULT_THRESHOLDS,
      clusters: policy.clusters,
      region: 'us-east-1',
    });
  const policyOf = (role: Role) => ({
    mode: role === 'schedule' ? settings.schedules : role === 'act' ? settings.incidents : ('enforce' as const),
    limits: settings.limits,
  });
  const actions = new ActionWatcher({ now: time.now, watcher, store, account, policyOf });
  const cloud: Cloud = {
    sky,
    store,
    chat: memoryChat({ now: time.now, mode: random.pick(['bot', 'bot', 'webhook']), defaultChannel: 'C0ALERTS01' }),
    looks: functions.queue('look-again', 'explain'),
    deliveries: functions.queue('deliveries', 'deliver'),
    ...worldOfAccount(account, CLUSTERS, time.now),
    watcher,
    account,
    actions,
    meddle: only === undefined && rough ? meddler(stage) : (key) => meet(stage, key),
    atCall: (key) => {
      if (stage.atCall?.(key) !== false) stage.atCall = undefined;
    },
    metrics: new Map<MetricName, number>(),
    reports: [],
  };
  functions.cloud = cloud;
  stage.command = (action, subject) =>
    functions.command({ action, subject, despiteSafeguards: random.chance(0.2) }, acting('person'));
  const ends = Math.max(stage.ends, spans) + 20 * MINUTE;
  keepScaling(account, sky, Math.max(ends, weather.heals) + HOUR);
  // In the end somebody repairs whatever still fails.
  time.at(Math.max(ends, weather.heals), () => stage.mend());
  const queues = [events, cloud.looks, cloud.deliveries];
  const isIdle = (): boolean => queues.every(({ isEmpty }) => isEmpty) && bus.poison.left === 0;
  functions.keepActing({
    busy: [...stage.busy, ends, Math.max(ends, weather.heals)],
    pauses: stage.pauses,
    ends: Math.max(ends, weather.heals),
    isIdle,
    acting,
    isScheduled: play.isScheduled,
    copies: stage.copies,
  });
  for (const at of stage.busy) if (at > weather.heals) time.at(at + 25 * MINUTE, () => checkFollowed(stage, watcher));
  time.at(Math.max(ends, weather.heals) + 20 * MINUTE, () => {
    for (const queue of queues) queue.redrive();
    for (const { key, dead } of store.deliveries())
      if (dead !== undefined) cloud.deliveries.send(JSON.stringify({ nudge: key, revive: true }));
  });
  await time.pass(() => watcher.violations.length > 0 || sky.calls > MOST_CALLS);

  if (watcher.violations.length === 0) {
    if (sky.calls > MOST_CALLS || !isIdle()) watcher.violate('I-10', `no rest after ${sky.calls} calls`);
    if (events.dead.length !== bus.poison.sent)
      watcher.violate('I-8', `${bus.poison.sent} messages were poison, the DLQ holds ${events.dead.length}`);
    const stories = storiesOf(account);
    checkRows(stories, store, watcher);
    checkState(stories, store, watcher, cloud.metrics, weather);
    checkSlack(store, cloud.chat, watcher);
    await checkActions({
      stage,
      store,
      watcher,
      actions,
      account,
      wasFair: !rough && (only?.call ?? 0) === 0,
      isAlone: play.scenes.length === 1,
    });
  }
  const told = watcher.shown.map(({ text, alertIds }) => `${alertIds.join()} ${text}`).join('\n');
  return {
    seed,
    violations: watcher.violations,
    hash: `${trace.hash}-${shortHash(told)}`,
    calls: sky.calls,
    acted: [...actions.callers].flatMap(({ numbers }) => numbers),
    stories: play.scenes.map(({ name }) => name),
    script: trace.last(inWords ? 6_000 : 0),
  };
}

/** What was told of the account, in the form in which stories are checked. */
const storiesOf = (account: Account): readonly Story[] =>
  [...account.told.values()].map(({ subject, events, failing, harmless }) => ({
    name: subject.name,
    subject,
    events,
    states: [],
    templates: new Map(),
    failing,
    harmless,
    told: 'maybe',
    ends: undefined,
  }));
