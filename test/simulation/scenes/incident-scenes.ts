import {
  CRASH_LOOP_MINUTES_TAG,
  CRASH_LOOP_STOPS_TAG,
  NO_ACTIONS_UNTIL_TAG,
  ROLL_BACK_TAG,
  SCALE_TO_ZERO_TAG,
} from '../../../lib/domain/action/action-tags';
import { subjectKey } from '../../../lib/domain/incident/subject';
import { MUTE_TAG } from '../../../lib/domain/incident/tags';
import { type LiveService, outsideFailure, type Quality } from '../account/live-service';
import { stopEvent } from '../stories/events';
import { recorded } from '../stories/recorded';
import type { Stage } from './stage';

/** Something that happens to one service or several, with everybody who has a part in it. */
export type Scene = (stage: Stage) => void;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MANY = { most: 9, within: 6 * HOUR };

const target = { min: 2, max: 6, suspended: { dynamicIn: false, dynamicOut: false, scheduled: false } };

/** A revision fails, from a minute on. */
const fails = (stage: Stage, service: LiveService, from: number, quality: Quality = 'bad'): void =>
  stage.at(from, () => stage.deploy(service, quality));

/** What runs is taken away, and what starts instead fails. */
const worsens = (stage: Stage, service: LiveService, from: number, quality: Quality = 'bad'): void =>
  stage.at(from, () => {
    service.worsen(quality);
    while (service.tasks.some(({ status, isGood }) => status === 'RUNNING' && isGood)) service.reclaim();
  });

/** The simplest one: a bad deployment of a service whose tag allows it. Somebody repairs it, or nobody does. */
export const badDeploy: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true, ...(stage.random.chance(0.3) ? { target } : {}) });
  stage.mustAct.push(subjectKey(service.subject));
  fails(stage, service, 5);
  const { random } = stage;
  const at = 5 + random.between(20, 50);
  stage.at(at, () => undefined);
  if (random.chance(0.3)) return;
  stage.at(at, () => stage.deploy(service, 'good'));
  stage.at(at + random.between(1, 20), () =>
    random.chance(0.6) ? stage.command('restore', service.subject) : stage.setCount(service, random.between(1, 5)),
  );
};

/** The whole way: it is put to zero, repaired, and brought back by command. */
export const putToZeroAndBack: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true, hasHealthChecks: true });
  stage.mustAct.push(subjectKey(service.subject));
  fails(stage, service, 5);
  stage.at(25, () => stage.deploy(service, 'good'));
  stage.at(30, () => stage.command('restore', service.subject));
};

/** The fix is deployed while we act. */
export const fixWhileActing: Scene = (stage) => {
  const service = stage.service();
  fails(stage, service, 5);
  stage.at(10 + stage.random.next() * 4, () => stage.deploy(service, 'good'));
  stage.at(40, () => undefined);
};

export const daemon: Scene = (stage) => {
  const service = stage.service({ strategy: 'DAEMON' });
  fails(stage, service, 5);
  stage.at(35, () => undefined);
};

/** What was good fails from one minute on, without a deployment; a person sets it to 0. */
export const zeroedByPerson: Scene = (stage) => {
  const service = stage.service({ hasHealthChecks: false, hasTargets: false });
  worsens(stage, service, 5);
  stage.at(10 + stage.random.next() * 3, () => stage.setCount(service, 0));
  if (stage.random.chance(0.5)) stage.pause('sweep', 9, 30);
  stage.at(40, () => undefined);
};

/** More stops, or more time, than usual make a crash loop of it. */
export const patient: Scene = (stage) => {
  const tags = new Map([
    [SCALE_TO_ZERO_TAG, 'allow'],
    ...(stage.random.chance(0.5)
      ? [[CRASH_LOOP_STOPS_TAG, '150'] as const]
      : [[CRASH_LOOP_MINUTES_TAG, '600'] as const]),
  ]);
  const service = stage.service({ tags });
  fails(stage, service, 5);
  stage.at(40, () => undefined);
};

/** It crashed in a loop while actions were switched off; then nothing stopped any more, and they are switched on. */
export const overBeforeSwitchedOn: Scene = (stage) => {
  const service = stage.service({ hasHealthChecks: false, hasTargets: false });
  stage.at(1, () => stage.account.flip(false));
  fails(stage, service, 5);
  stage.at(14, () => service.worsen('stuck'));
  stage.at(60, () => stage.account.flip(true));
  stage.at(80, () => undefined);
};

export const outside: Scene = (stage) => {
  const service = stage.service();
  stage.at(5, () => stage.deploy(service, 'bad', outsideFailure()));
  stage.at(40, () => undefined);
};

/** Some tasks of the revision crash, others serve. */
export const halfServing: Scene = (stage) => {
  const service = stage.service({ desired: 4, hasHealthChecks: false, hasTargets: false, quality: 'partly' });
  stage.at(40, () => service.reconcile());
};

export const codeDeploy: Scene = (stage) => {
  const service = stage.service({ controller: stage.random.pick(['CODE_DEPLOY', 'EXTERNAL']) });
  fails(stage, service, 5);
  stage.at(35, () => undefined);
};

/** ECS's circuit breaker has not seen enough yet. */
export const breakerWatches: Scene = (stage) => {
  const service = stage.service({
    desired: 10,
    hasHealthChecks: false,
    hasTargets: false,
    breaker: { enable: true, rollback: stage.random.chance(0.5) },
    tags: new Map([
      [SCALE_TO_ZERO_TAG, 'allow'],
      [CRASH_LOOP_STOPS_TAG, '3'],
    ]),
  });
  stage.at(5, () => {
    stage.setCount(service, 10);
    stage.deploy(service, 'tardy');
  });
  stage.at(50, () => undefined);
};

/** A person rolls back, and what was good before fails too. */
export const rollbackFailsToo: Scene = (stage) => {
  const service = stage.service({ hasHealthChecks: false, hasTargets: false });
  fails(stage, service, 5);
  stage.at(8, () => {
    service.worsen('bad', 9);
    stage.account.byOthers(service, 'deployment', () => service.rollBack(service.primary.arn));
    // The last good ones went with it.
    while (service.tasks.some(({ status }) => status === 'RUNNING')) service.reclaim();
  });
  stage.at(45, () => undefined);
};

/** What was there before runs, and is not healthy for the moment. */
export const oldOnesAil: Scene = (stage) => {
  const service = stage.service({ hasHealthChecks: true, hasTargets: false, stopsFirst: false });
  stage.at(4, () => {
    for (const task of service.tasks) task.health = 'UNHEALTHY';
    service.touch();
  });
  fails(stage, service, 5);
  stage.at(40, () => undefined);
};

export const newService: Scene = (stage) => {
  stage.at(5, () => {
    stage.service({ createdAt: stage.sky.time.now(), quality: 'bad' });
  });
  stage.at(35, () => undefined);
};

/** Its tasks protect themselves, and end soon after. */
export const protectedTasks: Scene = (stage) => {
  const service = stage.service({ protects: true, hasHealthChecks: false, hasTargets: false });
  stage.at(5, () => {
    stage.deploy(service, 'slow');
    while (service.tasks.some(({ status }) => status === 'RUNNING')) service.reclaim();
  });
  stage.at(45, () => undefined);
};

export const autoscaled: Scene = (stage) => {
  const service = stage.service({ target, desired: 3 });
  fails(stage, service, 5);
  stage.at(30, () => stage.random.chance(0.5) && stage.deploy(service, 'good'));
  stage.at(35, () => stage.command('restore', service.subject));
};

/** Whether it scales by itself cannot be read: what would lift it again is not known. */
export const scalingUnreadable: Scene = (stage) => {
  const service = stage.service({ target, desired: 3 });
  stage.account.unreadable.add(subjectKey(service.subject));
  fails(stage, service, 5);
  stage.at(40, () => undefined);
};

/** Somebody meant to say no, and mistyped it. */
export const mistyped: Scene = (stage) => {
  const [tag, value] = stage.random.pick<readonly [string, string]>([
    ['ecs-medic:no-action-until', '2099-01-01'],
    [NO_ACTIONS_UNTIL_TAG, 'next week'],
    [CRASH_LOOP_STOPS_TAG, 'ninety'],
    [ROLL_BACK_TAG, 'never'],
  ]);
  const service = stage.service({
    tags: new Map([
      [SCALE_TO_ZERO_TAG, 'allow'],
      [tag, value],
    ]),
  });
  fails(stage, service, 5);
  stage.at(35, () => undefined);
};

export const forbiddenUntil: Scene = (stage) => {
  const service = stage.service({
    tags: new Map([
      [SCALE_TO_ZERO_TAG, 'allow'],
      [NO_ACTIONS_UNTIL_TAG, '2099-01-01'],
    ]),
  });
  fails(stage, service, 5);
  stage.at(35, () => undefined);
};

/** People know of it, and mute it. */
export const mutedAfterwards: Scene = (stage) => {
  const service = stage.service({
    tags: new Map([
      [SCALE_TO_ZERO_TAG, 'allow'],
      [CRASH_LOOP_MINUTES_TAG, '12'],
    ]),
  });
  fails(stage, service, 5);
  stage.at(9, () => stage.tag(service, MUTE_TAG, 'true'));
  stage.at(35, () => stage.tag(service, MUTE_TAG, undefined));
};

/** Two fail at once: one is acted on after the other. */
export const twoAtOnce: Scene = (stage) => {
  stage.budgets({ cluster: MANY });
  stage.copies = 2;
  for (const service of [stage.service(), stage.service()]) fails(stage, service, 5 + stage.random.next());
  stage.at(45, () => undefined);
};

/** A person wakes what we put to zero, and it still fails before anybody has looked. */
export const wokenAndStillBad: Scene = (stage) => {
  stage.budgets({ service: MANY, cluster: MANY });
  const service = stage.service();
  fails(stage, service, 5);
  stage.pause('sweep', 8, 55);
  const wakeWhenDown = (left: number): void => {
    if (service.desired === 0) stage.setCount(service, 3);
    else if (left > 0) stage.sky.time.at(stage.sky.time.now() + 60_000, () => wakeWhenDown(left - 1));
  };
  stage.at(13, () => wakeWhenDown(20));
  stage.at(50, () => undefined);
};

/** The same, where everybody looks: a new incident, and the budget is spent. */
export const wokenAgainAndAgain: Scene = (stage) => {
  if (stage.random.chance(0.4)) stage.budgets({ service: { most: 1, within: 6 * HOUR }, cluster: MANY });
  const service = stage.service();
  fails(stage, service, 5);
  for (const minute of [25, 50]) stage.at(minute, () => stage.setCount(service, 3));
  stage.at(75, () => undefined);
};

/** IAM denies what the tag allows; several runs come to it at the same time, each at its own pace. */
export const denied: Scene = (stage) => {
  stage.budgets({ service: MANY, cluster: MANY });
  stage.limit({ latchAfter: 9 });
  stage.copies = 3;
  const service = stage.service();
  stage.account.denied.add(subjectKey(service.subject));
  stage.account.slow.add(subjectKey(service.subject));
  fails(stage, service, 5);
  stage.at(45, () => undefined);
};

/** The same, in one incident after the other. */
export const deniedAgain: Scene = (stage) => {
  stage.budgets({ service: MANY, cluster: MANY });
  stage.limit({ latchAfter: 1 });
  const service = stage.service();
  stage.account.denied.add(subjectKey(service.subject));
  fails(stage, service, 5);
  stage.at(25, () => stage.deploy(service, 'good'));
  fails(stage, service, 50);
  stage.at(80, () => undefined);
};

/** Many fail within two minutes: the reason lies outside. */
export const massFailure: Scene = (stage) => {
  stage.budgets({ cluster: MANY });
  const services = Array.from({ length: stage.random.between(4, 6) }, () => stage.service({ desired: 2 }));
  for (const service of services) fails(stage, service, 5 + stage.random.next() * 1.5);
  stage.at(35, () => undefined);
};

/** One after the other fails, in one cluster or in several: the budget ends before they do. */
export const oneAfterTheOther: Scene = (stage) => {
  const few = { most: 1, within: HOUR };
  const isOneCluster = stage.random.chance(0.5);
  stage.budgets(isOneCluster ? { cluster: few } : { cluster: MANY, account: { most: 1, within: 24 * HOUR } });
  for (let index = 0; index < 3; index++) {
    const cluster = isOneCluster ? 'prod' : ['prod', 'staging', 'tools'][index];
    fails(stage, stage.service({ desired: 2 }, cluster), 5 + 9 * index);
  }
  stage.at(60, () => undefined);
};

export const notAllowed: Scene = (stage) => {
  const tags = stage.random.pick([
    new Map(),
    new Map([[SCALE_TO_ZERO_TAG, 'deny']]),
    new Map([[ROLL_BACK_TAG, 'allow']]),
  ]);
  const service = stage.service({ tags });
  if (stage.random.chance(0.5)) fails(stage, service, 5);
  else worsens(stage, service, 5);
  stage.at(35, () => undefined);
};

/** The tag is taken away between the decision and the call, or at least close to it. */
export const tagTakenAway: Scene = (stage) => {
  const service = stage.service();
  fails(stage, service, 5);
  stage.at(10 + stage.random.next() * 3, () => stage.tag(service, SCALE_TO_ZERO_TAG, undefined));
  stage.at(40, () => undefined);
};

export const observed: Scene = (stage) => {
  stage.settings.incidents = 'observe';
  badDeploy(stage);
  stage.mustAct.pop();
};

export const switchedOff: Scene = (stage) => {
  const { random } = stage;
  stage.at(random.between(1, 10), () => stage.account.flip(false));
  badDeploy(stage);
  stage.mustAct.pop();
  stage.at(40 + random.between(0, 20), () => stage.account.flip(true));
};

const mayGoBack = new Map([[ROLL_BACK_TAG, 'allow']]);

/** It may be rolled back, and only that. */
export const rollsBack: Scene = (stage) => {
  const tags = stage.random.chance(0.7) ? mayGoBack : new Map([...mayGoBack, [SCALE_TO_ZERO_TAG, 'allow'] as const]);
  const service = stage.service({ tags });
  fails(stage, service, 5);
  stage.at(45, () => undefined);
};

/** Some tasks of the new revision serve. */
export const newOnesServe: Scene = (stage) => {
  const service = stage.service({ tags: mayGoBack, desired: 8, hasHealthChecks: false, hasTargets: false });
  fails(stage, service, 5, 'partly');
  stage.at(30, () => undefined);
};

/** At zero any revision completes: what ECS would go back to was never good. */
export const sourceWasNeverGood: Scene = (stage) => {
  const service = stage.service({ tags: mayGoBack });
  stage.at(20, () => {
    stage.setCount(service, 0);
    stage.deploy(service, 'bad');
  });
  stage.at(26, () => stage.setCount(service, 3));
  fails(stage, service, 27);
  stage.at(55, () => undefined);
};

/** The deployment is being rolled back already. */
export const goesBackAlready: Scene = (stage) => {
  const service = stage.service({ tags: mayGoBack });
  fails(stage, service, 5);
  stage.at(10 + stage.random.next() * 3, () => {
    service.worsen('bad', 9);
    stage.account.byOthers(service, 'deployment', () => service.rollBack(service.primary.arn));
  });
  stage.at(30, () => service.worsen('good', 9));
  stage.at(45, () => undefined);
};

/** Somebody deletes it while we act, and creates another one of the same name. */
export const createdAnew: Scene = (stage) => {
  const service = stage.service();
  fails(stage, service, 5);
  const { subject, options } = service;
  stage.at(11 + stage.random.next() * 8, () => stage.account.byOthers(service, 'deleted', () => service.delete()));
  stage.at(20, () => {
    const { tags } = options;
    const again = stage.account.create({
      subject,
      createdAt: stage.sky.time.now(),
      desired: stage.random.pick([0, 2]),
      tags,
    });
    stage.account.byOthers(again, 'created', () => undefined);
  });
  stage.at(50, () => undefined);
};

/** It does not start for want of room; and what an archive, a late queue or a wrong clock tells of it looks like a loop. */
export const haunted: Scene = (stage) => {
  const service = stage.service({ hasHealthChecks: false, hasTargets: false });
  const { random, sky, account } = stage;
  worsens(stage, service, 5, 'stuck');
  const kind = random.pick(['replayed', 'old', 'future']);
  for (let minute = 6; minute < 26; minute += 2)
    stage.at(minute, () => {
      const now = sky.time.now();
      const at = kind === 'old' ? now - 2 * HOUR : kind === 'future' ? now + 10 * HOUR : now;
      const told = stopEvent(recorded.imageMissing(), service.subject, at, random.hex(32), random, { revision: 9 });
      const event = kind === 'replayed' ? { ...told.event, 'replay-name': 'replay-of-the-archive' } : told.event;
      account.haunt(service, { ...told, at: now, event }, kind !== 'replayed');
    });
  stage.at(35, () => undefined);
};

/** Somebody restores by command what was deleted and created anew since, before anybody has looked. */
export const restoredAnew: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true, hasHealthChecks: false, hasTargets: false });
  fails(stage, service, 5);
  stage.pause('sweep', 15, 50);
  const { subject, options } = service;
  stage.at(20, () => stage.account.byOthers(service, 'deleted', () => service.delete()));
  stage.at(21, () => {
    const again = stage.account.create({ subject, createdAt: stage.sky.time.now(), desired: 0, tags: options.tags });
    stage.account.byOthers(again, 'created', () => undefined);
  });
  stage.at(25, () => stage.command('restore', subject));
};

/** The fix is deployed at the very moment of the call. */
export const fixAtTheCall: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true });
  fails(stage, service, 5);
  stage.atCall = (key) => key === subjectKey(service.subject) && stage.deploy(service, 'good');
  stage.at(40, () => undefined);
};

/** Somebody sets other bounds while it is held. */
export const targetChanged: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true, target, desired: 3 });
  fails(stage, service, 5);
  stage.at(25, () => stage.register(service, 0, 9));
  stage.at(30, () => stage.deploy(service, 'good'));
  stage.at(35, () => stage.command('restore', service.subject));
};

/** Nobody hears what became of a call. */
export const noAnswer: Scene = (stage) => {
  const service = stage.service({ stopsFirst: true });
  stage.account.unsure.add(subjectKey(service.subject));
  fails(stage, service, 5);
  stage.at(40, () => stage.command('restore', service.subject));
};
