import type { CallAnswer } from '../../../lib/app/action-ports';
import type { ServiceKey } from '../../../lib/app/ports';
import type { CurrentDeployment, RunningTask } from '../../../lib/domain/action/guard';
import type { Hold } from '../../../lib/domain/action/hold';
import type { Intent } from '../../../lib/domain/action/intent';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { subjectKey } from '../../../lib/domain/incident/subject';
import type { Read } from '../../../lib/domain/read';
import type { Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';
import type { Role } from '../account/account';
import type { Invocation } from '../engine/invocation';
import {
  type ActingWorld,
  type Asked,
  type Call,
  type Effect,
  keyOf,
  type Reads,
  type Seen,
  valueSeen,
  type Was,
} from './call';
import { checkCall } from './check-call';
import { checkOccurrence, checkScheduleCall } from './check-schedule-call';
import { checkTargetCall } from './check-target-call';
import { IncidentCalls } from './incident-calls';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Whoever read the switch before it was turned off has made its calls by then. */
const SWITCH_IS_SEEN = 90 * SECOND;

/** What one run of a function has read. */
interface Attempt {
  readonly of: Map<string, Reads>;
  health?: Seen<readonly TargetHealth[]>;
  switch?: Seen<boolean>;
}

/**
 * Sees what functions read before they change an account, each such call and each effect, and holds them against what
 * must never be (I-18 to I-32). It knows nothing of the safeguards: it judges by what was read within the same run of a
 * function, and by what is so in the account.
 */
export class ActionWatcher {
  /** Runs of functions that made such a call. */
  readonly callers = new Set<Invocation>();
  readonly effects: Effect[] = [];
  /** Changes that were begun, by id. */
  readonly intents = new Map<string, { readonly intent: Intent; readonly key: string; readonly at: number }>();
  /** Holds that stood at some time, by the service and since when. */
  readonly holds = new Map<string, { readonly hold: Hold; readonly key: string }>();
  readonly #world: ActingWorld;
  readonly #incidentCalls: IncidentCalls;
  readonly #attempts = new Map<Invocation, Attempt>();
  readonly #records = new Map<string, ServiceRecord>();
  /** Changes for which a call was made. */
  readonly #called = new Set<string>();

  constructor(world: ActingWorld) {
    this.#world = world;
    this.#incidentCalls = new IncidentCalls(world);
  }

  /** How many holds a service had. */
  holdsOf(key: string): number {
    return [...this.holds.values()].filter((one) => one.key === key).length;
  }

  read(invocation: Invocation, name: string, key: ServiceKey | undefined, value: Read<unknown>): void {
    const attempt = this.#attemptOf(invocation);
    const seen = { value, at: this.#world.now() };
    if (name === 'readActionsSwitch') attempt.switch = seen as Seen<boolean>;
    else if (name === 'readTargetHealth') attempt.health = seen as Seen<readonly TargetHealth[]>;
    else if (key !== undefined) {
      const reads = attempt.of.get(keyOf(key)) ?? {};
      attempt.of.set(keyOf(key), reads);
      if (name === 'readServiceNow') reads.service = seen as Seen<Service | 'absent'>;
      else if (name === 'readRunningTasks') reads.tasks = seen as Seen<readonly RunningTask[]>;
      else if (name === 'readScalableTarget') reads.target = seen as Seen<ScalableTarget | undefined>;
      else if (name === 'readCurrentDeployment') reads.deployment = seen as Seen<CurrentDeployment | undefined>;
    }
  }

  /** I-21, I-22: one change at a time; what is remembered is more than 0, and never overwritten. */
  recordWritten(record: ServiceRecord): void {
    const key = subjectKey(record.subject);
    const before = this.#records.get(key);
    this.#records.set(key, record);
    const { intent, hold } = record;
    if (intent !== undefined && !this.intents.has(intent.id))
      this.intents.set(intent.id, { intent, key, at: this.#world.now() });
    if (before?.intent !== undefined && intent !== undefined && before.intent.id !== intent.id)
      this.#violate('I-21', `${intent.id} was begun while ${before.intent.id} was not settled`);
    if (hold === undefined) return;
    this.holds.set(`${key} ${hold.since}`, { hold, key });
    if (!(hold.remembered > 0)) this.#violate('I-22', `${key} is held and remembers ${hold.remembered}`);
    if (before?.hold !== undefined && wordsOf(before.hold) !== wordsOf(hold))
      this.#violate('I-22', `${key} remembered ${wordsOf(before.hold)}, overwritten by ${wordsOf(hold)}`);
  }

  /** A call is about to be made. */
  called(invocation: Invocation, role: Role, asked: Asked): void {
    this.callers.add(invocation);
    const { account, policyOf, store } = this.#world;
    const at = this.#world.now();
    const key = keyOf(asked.key);
    const what = `${invocation.name}: ${asked.kind} of ${key}`;
    if (policyOf(role).mode === 'observe') this.#violate('I-26', `${what} in observe mode`);
    if (role !== 'person' && !account.switch.isOn && at - account.switch.at > SWITCH_IS_SEEN)
      this.#violate('I-28', `${what} while actions are switched off`);
    const record = store.records().find(({ subject }) => subjectKey(subject) === key);
    const attempt = this.#attemptOf(invocation);
    const reads = attempt.of.get(key) ?? {};
    if (asked.kind === 'target') checkTargetCall(asked, reads, record, what, this.#world);
    else if (record !== undefined && this.#isIntended(asked, record.intent, what)) {
      const read = valueSeen(reads.service);
      this.#check({
        asked,
        role,
        key,
        what,
        at,
        record,
        intent: record.intent,
        begunAt: this.intents.get(record.intent.id)?.at ?? 0,
        reads,
        health: attempt.health,
        switch: attempt.switch,
        read: read === 'absent' ? undefined : read,
      });
    }
  }

  tookEffect(asked: Asked, answer: CallAnswer, was: Was | undefined): void {
    const { account, store, watcher } = this.#world;
    const key = keyOf(asked.key);
    this.#incidentCalls.answered(key, answer.state === 'refused');
    const service = account.latest(asked.key);
    if (answer.state !== 'done' || was === undefined || service === undefined) return;
    if (asked.kind === 'target' && was.desired === 0 && service.desired > 0)
      this.#violate('I-23', `${key}: what scales it was put back, which moved its count from 0 to ${service.desired}`);
    if (asked.kind !== 'count') return;
    const intent = store.records().find(({ subject }) => subjectKey(subject) === key)?.intent;
    const { createdAt } = service;
    const effect: Effect = { key, at: this.#world.now(), count: asked.count, was, intent, createdAt };
    const before = this.effects.findLast((one) => one.key === key);
    if (intent?.owner === 'schedule' && asked.count === 0) checkOccurrence(effect, before, service, watcher);
    this.effects.push(effect);
    if (asked.count !== 0 || intent === undefined || was.desired === 0) return;
    const isForeign = account.foreign.some((one) => one.key === key && one.at > intent.at - MINUTE);
    if (!isForeign && intent.hold?.remembered !== was.desired)
      this.#violate('I-22', `${key} was put from ${was.desired} to 0, and ${intent.hold?.remembered} is remembered`);
  }

  /** I-21: an intent was written before, and says just this; false where there is no more to check. */
  #isIntended(asked: Exclude<Asked, { kind: 'target' }>, intent: Intent | undefined, what: string): intent is Intent {
    if (intent === undefined) this.#violate('I-21', `${what}, and no intent was written before it`);
    else if ((asked.kind === 'rollback') !== (intent.action === 'roll-back'))
      this.#violate('I-21', `${what}, and the intent is to ${intent.action}`);
    // What was put to zero is taken back.
    else if (asked.kind === 'count' && intent.action === 'scale-to-zero' && asked.count === intent.desired)
      return false;
    else if (asked.kind === 'count' && asked.count !== intent.to)
      this.#violate('I-21', `${what} to ${asked.count}, and the intent says ${intent.to}`);
    else return true;
    return false;
  }

  #check(call: Call): void {
    const { intent, what } = call;
    if (this.#called.has(intent.id)) this.#violate('I-21', `${what} a second time for ${intent.id}`);
    this.#called.add(intent.id);
    checkCall(call, this.#world);
    if (intent.owner === 'incident') this.#incidentCalls.check(call);
    if (intent.owner === 'schedule') checkScheduleCall(call, this.#world);
  }

  #attemptOf(invocation: Invocation): Attempt {
    const attempt = this.#attempts.get(invocation) ?? { of: new Map() };
    this.#attempts.set(invocation, attempt);
    return attempt;
  }

  #violate(invariant: string, what: string): void {
    this.#world.watcher.violate(invariant, what);
  }
}

/** What must stay as it is while a hold stands. */
const wordsOf = ({ remembered, owner, since, scalableTarget }: Hold): string =>
  `${remembered} for a ${owner} since ${since}${scalableTarget === undefined ? '' : ` ${JSON.stringify(scalableTarget)}`}`;
