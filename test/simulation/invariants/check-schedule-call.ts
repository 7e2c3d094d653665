import { primaryOf } from '../../../lib/domain/service';
import type { LiveService } from '../account/live-service';
import type { ActingWorld, Call, Effect } from './call';
import { valueSeen } from './call';
import { isUpByTheClock } from './clock-level';
import type { Watcher } from './watcher';

const MINUTE = 60_000;
/** A run of the schedules may take so long, and the level was asked when it began. */
const RUN = 6 * MINUTE;
/** A deployment that never completes does not keep a service awake for ever. */
const LONG_ENOUGH = 59 * MINUTE;

/** I-19, I-31, I-32: a schedule does what the clock of its place says, and lets deployments show what they are worth. */
export function checkScheduleCall(call: Call, { account, watcher, policyOf }: ActingWorld): void {
  const { key, read, reads, at, intent, what } = call;
  if (read === undefined) return;
  const isWake = intent.action === 'restore';
  // The tags were read when the run began.
  const isRetagged = (account.find(key)?.tagsSetAt ?? at) > at - RUN;
  if (!isRetagged && !isUpByTheClock(read.tags ?? new Map(), at - RUN, at).includes(isWake))
    watcher.violate('I-31', `${what} for a schedule that has it ${isWake ? 'down' : 'up'} now`);
  if (intent.action !== 'scale-to-zero') return;
  if ((read.deploymentController ?? 'ECS') !== 'ECS')
    watcher.violate('I-19', `${what}, which ${read.deploymentController} deploys`);
  const primary = primaryOf(read);
  if (primary?.rolloutState === 'IN_PROGRESS' && at - (primary.createdAt ?? 0) < LONG_ENOUGH)
    watcher.violate('I-19', `${what}, whose deployment has not shown what it is worth`);
  const others = read.deployments.filter(({ status, runningCount = 0 }) => status !== 'PRIMARY' && runningCount > 0);
  if (others.length > 0) watcher.violate('I-19', `${what}, while ${others.length} other deployments of it run`);
  if ((read.createdAt ?? at) > at - policyOf('schedule').limits.newServiceGrace)
    watcher.violate('I-19', `${what}, which is new`);
  const tasks = valueSeen(reads.tasks);
  if (tasks === undefined || tasks.some(({ isProtected }) => isProtected))
    watcher.violate('I-19', `${what}, of which a task is protected, or not known`);
}

/** I-31: put to sleep once in one night, unless a person or another schedule came between. */
export function checkOccurrence(
  effect: Effect,
  before: Effect | undefined,
  service: LiveService,
  watcher: Watcher,
): void {
  if (before === undefined || before.count !== 0 || before.intent?.owner !== 'schedule') return;
  if (before.createdAt !== effect.createdAt || service.tagsSetAt > before.at) return;
  if (before.intent.id === effect.intent?.id) return;
  if (!isUpByTheClock(service.tags, before.at, effect.at).includes(true))
    watcher.violate('I-31', `${effect.key} was put to sleep twice in one night: at ${before.at} and ${effect.at}`);
}
