import { SCALE_TO_ZERO_TAG, SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG } from '../../../lib/domain/action/action-tags';
import { subjectKey } from '../../../lib/domain/incident/subject';
import type { LiveOptions, LiveService } from '../account/live-service';
import type { Random } from '../engine/random';
import { isUpByTheClock } from '../invariants/clock-level';
import type { Scene } from './incident-scenes';
import type { Stage } from './stage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So long every schedule is looked at from the start of the scene. */
const STORY = 26 * HOUR;

/** Nights in which a clock changes, and one in which none does: the zone, and when, by UTC. */
const NIGHTS: readonly [readonly [string, number], ...(readonly [string, number])[]] = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 1)],
  ['America/New_York', Date.UTC(2026, 2, 8, 7)],
  ['America/New_York', Date.UTC(2026, 10, 1, 6)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30)],
  ['America/Santiago', Date.UTC(2026, 3, 5, 3)],
  ['America/Santiago', Date.UTC(2026, 8, 6, 4)],
  ['Pacific/Auckland', Date.UTC(2026, 8, 26, 14)],
  ['Asia/Kolkata', Date.UTC(2026, 5, 10, 20)],
];

const SPANS: readonly [string, ...string[]] = [
  'daily 07:00-19:00',
  'daily 08:00-18:30',
  'mon-fri 08:00-19:00 + sat-sun 10:00-16:00',
  'daily 06:30-02:30',
  'daily 02:15-23:00',
  'daily 00:30-23:30',
  'daily 21:00-01:30',
];

/** The evening before the clock changes. */
export function startOfNight(random: Random): number {
  const [, at] = random.pick(NIGHTS);
  return at - 11 * HOUR;
}

/** The zone whose clock changes in the night of this stage. */
const zoneOf = (stage: Stage): string => NIGHTS.find(([, at]) => at - 11 * HOUR === stage.start)?.[0] ?? 'UTC';

interface Scheduled {
  readonly service: LiveService;
  /** When it goes to sleep next, and when it wakes after that, minutes after the start. */
  readonly dusk: number;
  readonly dawn: number;
}

function scheduled(stage: Stage, options: Partial<LiveOptions> = {}, mustFollow = false): Scheduled {
  const text = `${stage.random.pick(SPANS)} ${zoneOf(stage)}`;
  const tags = new Map([...(options.tags ?? []), [SCHEDULE_TAG, text] as const]);
  const service = stage.service({ hasTargets: false, ...options, tags });
  const changes: { at: number; isUp: boolean }[] = [];
  let before: boolean | undefined;
  for (let at = stage.start; at < stage.start + STORY; at += 15 * MINUTE) {
    const [isUp, ...both] = isUpByTheClock(tags, at, at);
    if (isUp === undefined || both.length > 0) continue;
    if (before !== undefined && isUp !== before) changes.push({ at, isUp });
    before = isUp;
  }
  for (const { at } of changes) stage.at((at - stage.start) / MINUTE, () => undefined);
  if (mustFollow) stage.mustFollow.push(subjectKey(service.subject));
  const dusk = changes.find(({ isUp }) => !isUp)?.at ?? stage.start + 3 * HOUR;
  const dawn = changes.find(({ at, isUp }) => isUp && at > dusk)?.at ?? dusk + 8 * HOUR;
  return { service, dusk: (dusk - stage.start) / MINUTE, dawn: (dawn - stage.start) / MINUTE };
}

const target = { min: 1, max: 5, suspended: { dynamicIn: false, dynamicOut: false, scheduled: true } };

/** To sleep and back, with nobody in the way. */
export const night: Scene = (stage) => {
  scheduled(stage, {}, true);
};

/** The same, where it scales by itself. */
export const scalingNight: Scene = (stage) => {
  scheduled(stage, { target }, true);
};

/** The scheduler calls nobody while it should go to sleep, or wake. */
export const missedRuns: Scene = (stage) => {
  const { dusk, dawn } = scheduled(stage, {}, true);
  const at = stage.random.chance(0.5) ? dusk : dawn;
  stage.pause('schedule', at - 10, at + stage.random.between(60, 240));
};

/** A person needs it at night. */
export const wokenAtNight: Scene = (stage) => {
  const { service, dusk, dawn } = scheduled(stage, stage.random.chance(0.4) ? { target } : {});
  stage.at(dusk + (dawn - dusk) * stage.random.next(), () => stage.setCount(service, stage.random.between(1, 4)));
};

/** It was at 0 before it was to go to sleep. */
export const atZeroBefore: Scene = (stage) => {
  const { service, dusk } = scheduled(stage);
  stage.at(Math.max(1, dusk - stage.random.between(1, 30)), () => stage.setCount(service, 0));
};

/** A person sets another count at the very moment at which it wakes. */
export const wokenAtDawn: Scene = (stage) => {
  const { service, dawn } = scheduled(stage);
  const times = stage.random.between(3, 8);
  // A run comes every five minutes; nobody knows when.
  for (let index = 0; index < times; index++)
    stage.at(dawn + stage.random.next() * 10, () => service.desired === 0 && stage.setCount(service, 5));
  stage.meddleWith.push({ key: subjectKey(service.subject), when: 'waking', do: () => stage.setCount(service, 5) });
};

/** Somebody sets it to 0, or to another count, at the very moment at which it goes to sleep. */
export const touchedAtDusk: Scene = (stage) => {
  const { service } = scheduled(stage);
  const count = stage.random.pick([0, 5]);
  stage.meddleWith.push({
    key: subjectKey(service.subject),
    when: 'sleeping',
    do: () => stage.setCount(service, count),
  });
};

/** A release goes out when it is to go to sleep. */
export const releasedAtDusk: Scene = (stage) => {
  const { service, dusk } = scheduled(stage, { hasHealthChecks: false, stopsFirst: stage.random.chance(0.5) });
  stage.at(dusk - stage.random.between(1, 8), () => stage.deploy(service, stage.random.pick(['stuck', 'bad'])));
  stage.at(dusk + 40, () => stage.deploy(service, 'good'));
};

/** It is deployed while it sleeps. */
export const releasedAtNight: Scene = (stage) => {
  const { service, dusk, dawn } = scheduled(stage);
  stage.at(dusk + (dawn - dusk) * stage.random.next(), () => stage.deploy(service, 'good'));
};

/** It is deleted at night, and another one of its name is created, at 0. */
export const createdAnewAtNight: Scene = (stage) => {
  const { service, dawn } = scheduled(stage);
  const { subject, options } = service;
  // Nobody has looked before it is to wake.
  stage.pause('sweep', dawn - 30, dawn + 60);
  stage.at(dawn - 10, () => stage.account.byOthers(service, 'deleted', () => service.delete()));
  stage.at(dawn - 8, () => {
    const again = stage.account.create({ ...options, subject, createdAt: stage.sky.time.now(), desired: 0 });
    stage.account.byOthers(again, 'created', () => undefined);
  });
};

/** It crashes in a loop before it is to sleep, and is put to zero for that: it must not be woken. */
export const crashesBeforeDusk: Scene = (stage) => {
  const { service, dusk } = scheduled(stage, {
    tags: new Map([[SCALE_TO_ZERO_TAG, 'allow']]),
    stopsFirst: true,
  });
  stage.at(Math.max(5, dusk - 60), () => stage.deploy(service, 'bad'));
};

/** The same at dawn: what wakes crashes. */
export const crashesAtDawn: Scene = (stage) => {
  const { service, dusk, dawn } = scheduled(stage, {
    tags: new Map([[SCALE_TO_ZERO_TAG, 'allow']]),
    stopsFirst: true,
  });
  stage.at((dusk + dawn) / 2, () => stage.deploy(service, 'bad'));
  stage.at(dawn + 30, () => undefined);
};

/** Somebody needs it until later, or not so long; or takes the schedule away while it sleeps. */
export const otherwiseTonight: Scene = (stage) => {
  const { service, dusk, dawn } = scheduled(stage);
  const until = new Date(stage.start + (dusk + 90) * MINUTE).toISOString();
  const level = stage.random.pick(['up', 'down']);
  stage.at(dusk - 20, () => stage.tag(service, SCHEDULE_OVERRIDE_TAG, `${level} until ${until}`));
  stage.at(dusk + 90, () => undefined);
  if (stage.random.chance(0.5)) stage.at((dusk + dawn) / 2 + 60, () => stage.tag(service, SCHEDULE_TAG, undefined));
};

/** It is created shortly before. */
export const newAtDusk: Scene = (stage) => {
  const { service, dusk } = scheduled(stage);
  stage.account.byOthers(service, 'deleted', () => service.delete());
  stage.at(dusk - 5, () => {
    const again = stage.account.create({ ...service.options, createdAt: stage.sky.time.now() });
    stage.account.byOthers(again, 'created', () => undefined);
  });
  stage.at(dusk + 20, () => undefined);
};

/** Its tasks protect themselves. */
export const protectedAtDusk: Scene = (stage) => {
  const { service, dusk } = scheduled(stage);
  stage.at(dusk - 10, () => {
    for (const task of service.tasks) task.isProtected = true;
    service.touch();
  });
  stage.at(dusk + 50, () => {
    for (const task of service.tasks) task.isProtected = false;
    service.touch();
  });
};

export const deployedByOthers: Scene = (stage) => {
  scheduled(stage, { controller: 'CODE_DEPLOY' });
};

/** Whether it scales by itself cannot be read. */
export const scalingUnreadableAtDusk: Scene = (stage) => {
  const { service } = scheduled(stage, { target });
  stage.account.unreadable.add(subjectKey(service.subject));
};

export const daemonSleeps: Scene = (stage) => {
  scheduled(stage, { strategy: 'DAEMON' });
};

export const switchedOffAtDusk: Scene = (stage) => {
  const { dusk } = scheduled(stage);
  stage.at(Math.max(1, dusk - 5), () => stage.account.flip(false));
  stage.at(dusk + 60, () => stage.account.flip(true));
};

export const observedNight: Scene = (stage) => {
  stage.settings.schedules = 'observe';
  scheduled(stage);
};

/** Many commands at once: a person restores what sleeps. */
export const restoredByCommand: Scene = (stage) => {
  const { service, dusk, dawn } = scheduled(stage);
  stage.at((dusk + dawn) / 2, () => stage.command('restore', service.subject));
};
