import type { CurrentDeployment, RunningTask } from '../../../lib/domain/action/guard';
import { ALL_SUSPENDED, type ScalableTarget } from '../../../lib/domain/action/scalable-target';
import type { Subject } from '../../../lib/domain/incident/subject';
import type { Deployment, Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';
import type { Sky } from '../engine/invocation';
import { serviceEvent, stopEvent } from '../stories/events';
import { recorded } from '../stories/recorded';
import type { StoryEvent } from '../stories/story';
import type { Template } from '../stories/template';

const PLACE = 'us-east-1:111122223333';
const SECOND = 1_000;
/** ECS waits longer and longer before it starts tasks again, milliseconds. */
const BACK_OFF = [10, 20, 40, 70].map((seconds) => seconds * SECOND);
/** A rollout is complete when its tasks have run so long. */
const READY_AFTER = 30 * SECOND;
/** Reads may be behind; snapshots that are older are of no use. */
const KEPT = 40;

/**
 * What becomes of the tasks of a revision. `partly`: some of them run well. `stuck`: they are never placed. `slow`: they
 * run for a minute or two and end. `tardy`: they take minutes until they fail to start.
 */
export type Quality = 'good' | 'bad' | 'partly' | 'stuck' | 'slow' | 'tardy';

export interface Revision {
  readonly quality: Quality;
  /** What a task that fails shows; of a good one, what it would. */
  readonly template: Template;
}

export interface LiveTask {
  readonly id: string;
  readonly revision: number;
  readonly deployment: LiveDeployment;
  readonly isGood: boolean;
  status: 'PENDING' | 'RUNNING';
  startedAt: number | undefined;
  health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  isProtected: boolean;
}

export interface LiveDeployment {
  readonly id: string;
  readonly revision: number;
  /** Of the service deployment; a rollback goes on under the one that it belongs to. */
  readonly arn: string;
  readonly createdAt: number;
  readonly isRollback: boolean;
  /** What a rollback of it leads to; undefined: nothing, or nobody can say. */
  readonly source: number | undefined;
  rollout: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  updatedAt: number;
  failed: number;
  nextStartAt: number;
}

/** Who set the desired count. */
export type Setter = 'us' | 'person' | 'scaling';

/** What can be read of a service at a time. */
export interface Snapshot {
  readonly at: number;
  readonly service: Service;
  readonly running: readonly RunningTask[];
  readonly health: readonly TargetHealth[];
  readonly target: ScalableTarget | undefined;
  readonly deployment: CurrentDeployment | undefined;
}

export interface LiveOptions {
  readonly subject: Subject;
  readonly createdAt: number;
  readonly desired: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly quality?: Quality;
  readonly hasHealthChecks?: boolean;
  readonly hasTargets?: boolean;
  readonly breaker?: { readonly enable: boolean; readonly rollback: boolean };
  readonly controller?: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  readonly strategy?: 'REPLICA' | 'DAEMON';
  /** A deployment stops what was there before it starts anything: a minimum healthy percent of 0. */
  readonly stopsFirst?: boolean;
  /** Its tasks protect themselves while they work. */
  readonly protects?: boolean;
  readonly target?: ScalableTarget;
}

/** One service, alive: ECS brings it to its desired count, whatever its revision is worth. */
export class LiveService {
  readonly subject: Subject;
  readonly createdAt: number;
  readonly options: LiveOptions;
  readonly revisions = new Map<number, Revision>();
  desired: number;
  setBy: Setter = 'person';
  setAt: number;
  tags: Map<string, string>;
  target: ScalableTarget | undefined;
  status: 'ACTIVE' | 'INACTIVE' = 'ACTIVE';
  /** The PRIMARY one first. */
  deployments: LiveDeployment[] = [];
  tasks: LiveTask[] = [];
  /** Failed stops by their own time. */
  readonly failures: number[] = [];
  /** When a task of it was last seen to be well. */
  wellAt = 0;
  /** Revisions of which tasks were well at some time. */
  readonly wasGood = new Set<number>();
  tagsSetAt: number;
  history: Snapshot[] = [];
  readonly #sky: Sky;
  readonly #emit: (told: StoryEvent, isFailure: boolean) => void;
  #completed: number | undefined;
  #wakes = 0;

  constructor(options: LiveOptions, sky: Sky, emit: (told: StoryEvent, isFailure: boolean) => void) {
    const { subject, createdAt, desired, tags, target, quality = 'good' } = options;
    this.options = options;
    this.subject = subject;
    this.createdAt = createdAt;
    this.desired = desired;
    this.setAt = createdAt;
    this.tagsSetAt = createdAt;
    this.tags = new Map(tags);
    this.target = target;
    this.#sky = sky;
    this.#emit = emit;
    this.revisions.set(9, { quality, template: failureOf(sky) });
    const first = this.#deployment(9, createdAt, false, undefined);
    this.deployments = [first];
    const isOld = sky.time.now() - createdAt > 60 * SECOND;
    if (isOld && quality === 'good') {
      first.rollout = 'COMPLETED';
      this.#completed = 9;
      this.wasGood.add(9);
      for (let index = 0; index < desired; index++) this.tasks.push(this.#old(first, createdAt));
    }
    this.touch();
    this.reconcile();
  }

  get primary(): LiveDeployment {
    return this.deployments[0] as LiveDeployment;
  }

  /** As it was some time ago. */
  seenAt(at: number): Snapshot {
    return this.history.findLast((one) => one.at <= at) ?? (this.history[0] as Snapshot);
  }

  now(): Snapshot {
    return this.history.at(-1) as Snapshot;
  }

  setDesired(count: number, by: Setter): void {
    if (this.status !== 'ACTIVE' || count === this.desired) return;
    this.desired = count;
    this.setBy = by;
    this.setAt = this.#sky.time.now();
    this.#note(`desired ${count} by ${by}`);
    this.reconcile();
  }

  setTag(tag: string, value: string | undefined): void {
    if (value === undefined) this.tags.delete(tag);
    else this.tags.set(tag, value);
    this.tagsSetAt = this.#sky.time.now();
    this.#note(`tag ${tag}=${value ?? '(gone)'}`);
    this.touch();
  }

  /** `RegisterScalableTarget` moves the count into the bounds at once. */
  register(target: ScalableTarget): void {
    this.target = target;
    this.#note(`target ${target.min} to ${target.max}${target.suspended.dynamicOut ? ' suspended' : ''}`);
    if (this.desired < target.min) this.setDesired(target.min, 'scaling');
    else if (this.desired > target.max) this.setDesired(target.max, 'scaling');
    this.touch();
  }

  /** What Application Auto Scaling does at an alarm. */
  scale(): void {
    const { target, desired } = this;
    const { random } = this.#sky;
    if (target === undefined || this.status !== 'ACTIVE') return;
    const { dynamicIn, dynamicOut } = target.suspended;
    if (!dynamicOut && desired < target.min) this.setDesired(target.min, 'scaling');
    else if (!dynamicOut && desired < target.max && random.chance(0.15)) this.setDesired(desired + 1, 'scaling');
    else if (!dynamicIn && desired > target.min && this.primary.rollout === 'COMPLETED' && random.chance(0.15))
      this.setDesired(desired - 1, 'scaling');
  }

  deploy(quality: Quality, template = failureOf(this.#sky)): void {
    if (this.status !== 'ACTIVE') return;
    const { time } = this.#sky;
    const number = Math.max(...this.revisions.keys()) + 1;
    this.revisions.set(number, { quality, template });
    const before = this.primary;
    const overtakes = before.rollout === 'IN_PROGRESS' && this.tasks.some(({ deployment }) => deployment !== before);
    const source = overtakes ? undefined : this.#completed;
    this.#replace(this.#deployment(number, time.now(), false, source));
    this.#note(`deployment of ${number} (${quality})`);
    this.#say(recorded.deploymentStarted(), { deploymentId: this.primary.id });
    this.reconcile();
  }

  /** `StopServiceDeployment` with `ROLLBACK`; false where there is nothing to stop. */
  rollBack(arn: string): boolean {
    const { primary } = this;
    if (primary.arn !== arn || primary.rollout !== 'IN_PROGRESS' || primary.isRollback) return false;
    if (primary.source === undefined) return false;
    this.#goBack(primary, primary.source);
    return true;
  }

  /** What was good fails from now on: a secret is gone, a database was moved. */
  worsen(quality: Quality, number = this.primary.revision): void {
    const revision = this.revisions.get(number);
    if (revision !== undefined) this.revisions.set(number, { ...revision, quality });
    this.#note(`revision ${number} is ${quality} from now on`);
  }

  delete(): void {
    this.status = 'INACTIVE';
    this.desired = 0;
    for (const task of [...this.tasks]) this.#stop(task, recorded.scaleIn(), false);
    this.#note('deleted');
    this.touch();
  }

  /** Spot takes a task away; ECS starts another one. */
  reclaim(): void {
    const task = this.tasks.find(({ status }) => status === 'RUNNING');
    if (task === undefined) return;
    this.#stop(task, recorded.spot(), false);
    this.reconcile();
  }

  reconcile(): void {
    if (this.status !== 'ACTIVE') {
      this.touch();
      return;
    }
    const now = this.#sky.time.now();
    const { primary, desired } = this;
    const own = this.tasks.filter(({ deployment }) => deployment === primary);
    const others = this.tasks.filter(({ deployment }) => deployment !== primary);
    for (const task of own.slice(desired)) this.#stop(task, recorded.scaleIn(), false);
    const ready = own.filter((task) => this.#isReady(task, now)).length;
    const kept = this.options.stopsFirst === true ? 0 : Math.max(0, desired - ready);
    const surplus = Math.max(0, others.length - kept);
    for (const task of others.slice(0, surplus)) this.#stop(task, recorded.scaleIn(), false);
    if (desired > own.length && this.options.strategy !== 'DAEMON') this.#start(desired - own.length, now);
    if (this.options.strategy === 'DAEMON' && own.length < 2) this.#start(2 - own.length, now);
    if (primary.rollout === 'IN_PROGRESS' && ready >= desired && others.length - surplus <= 0) this.#complete(now);
    this.touch();
  }

  touch(): void {
    const at = this.#sky.time.now();
    if (this.history.at(-1)?.at === at) this.history.pop();
    this.history.push({
      at,
      service: this.#form(),
      running: this.tasks.flatMap((task) => (task.status === 'RUNNING' ? [this.#formOf(task)] : [])),
      health: this.#health(at),
      target: this.target,
      deployment: this.#current(),
    });
    if (this.history.length > 2 * KEPT) this.history.splice(0, KEPT);
  }

  #start(count: number, now: number): void {
    const { primary } = this;
    if (now < primary.nextStartAt) {
      this.#wakeAt(primary.nextStartAt);
      return;
    }
    const { random, time } = this.#sky;
    const { quality } = this.revisions.get(primary.revision) as Revision;
    for (let left = count; left > 0; left--) {
      const task: LiveTask = {
        id: random.hex(32),
        revision: primary.revision,
        deployment: primary,
        isGood: quality === 'good' || (quality === 'partly' && random.chance(0.4)),
        status: 'PENDING',
        startedAt: undefined,
        health: 'UNKNOWN',
        isProtected: this.options.protects === true && random.chance(0.7),
      };
      this.tasks.push(task);
      if (quality === 'stuck') continue;
      const takes = quality === 'tardy' ? random.between(100, 2_400) : random.between(10, 30);
      time.at(now + takes * SECOND, () => (quality === 'tardy' ? this.#fail(task) : this.#begin(task, quality)));
    }
  }

  #begin(task: LiveTask, quality: Quality): boolean {
    if (!this.tasks.includes(task)) return false;
    const { time, random } = this.#sky;
    const now = time.now();
    const { template } = this.revisions.get(task.revision) as Revision;
    if (!task.isGood && template.detail['stopCode'] === 'TaskFailedToStart' && quality !== 'slow') {
      this.#fail(task);
      return true;
    }
    task.status = 'RUNNING';
    task.startedAt = now;
    this.touch();
    if (!task.isGood) {
      const lasts = quality === 'slow' ? random.between(60, 150) : random.between(5, 25);
      if (this.options.hasHealthChecks === true && random.chance(0.5)) task.health = 'UNHEALTHY';
      time.at(now + lasts * SECOND, () => this.#fail(task));
      return true;
    }
    time.at(now + READY_AFTER, () => {
      if (!this.tasks.includes(task)) return false;
      if (this.options.hasHealthChecks === true) task.health = 'HEALTHY';
      this.wellAt = time.now();
      this.wasGood.add(task.revision);
      this.reconcile();
      return true;
    });
    return true;
  }

  #fail(task: LiveTask): boolean {
    if (!this.tasks.includes(task)) return false;
    const now = this.#sky.time.now();
    const { template } = this.revisions.get(task.revision) as Revision;
    this.failures.push(now);
    const { deployment } = task;
    const { random } = this.#sky;
    deployment.nextStartAt = now + (BACK_OFF[Math.min(deployment.failed >> 1, BACK_OFF.length - 1)] as number);
    deployment.failed += 1;
    this.#stop(task, template, true);
    this.#breaker(deployment);
    this.#wakeAt(deployment.nextStartAt + random.between(0, 2_000));
    this.touch();
    return true;
  }

  #breaker(deployment: LiveDeployment): void {
    const { breaker } = this.options;
    const isOver = deployment.failed >= Math.min(200, Math.max(3, Math.ceil(this.desired / 2)));
    if (breaker?.enable !== true || deployment !== this.primary || deployment.rollout !== 'IN_PROGRESS') return;
    if (!isOver || deployment.isRollback) return;
    deployment.rollout = 'FAILED';
    this.#say(recorded.deploymentFailed(), { deploymentId: deployment.id });
    if (breaker.rollback && deployment.source !== undefined) this.#goBack(deployment, deployment.source);
  }

  #goBack(from: LiveDeployment, source: number): void {
    from.rollout = 'FAILED';
    const { time } = this.#sky;
    this.#note(`rollback of ${from.revision} to ${source}`);
    this.#replace({ ...this.#deployment(source, time.now(), true, undefined), arn: from.arn });
    for (const task of this.tasks.filter(({ deployment }) => deployment === from))
      this.#stop(task, recorded.scaleIn(), false);
    this.#say(recorded.rollingBack(), { deploymentId: this.primary.id });
    this.reconcile();
  }

  #complete(now: number): void {
    const { primary } = this;
    primary.rollout = 'COMPLETED';
    primary.updatedAt = now;
    this.#completed = primary.revision;
    this.deployments = [primary];
    this.#say(recorded.deploymentCompleted(), { deploymentId: primary.id });
    if (this.desired === 0) return;
    this.#say(recorded.steady());
  }

  #isReady(task: LiveTask, now: number): boolean {
    return task.isGood && task.startedAt !== undefined && now - task.startedAt >= READY_AFTER;
  }

  #stop(task: LiveTask, template: Template, isFailure: boolean): void {
    const { time, random } = this.#sky;
    this.tasks = this.tasks.filter((one) => one !== task);
    const options = { revision: task.revision };
    this.#emit(stopEvent(template, this.subject, time.now(), task.id, random, options), isFailure);
  }

  #say(template: Template, more: Record<string, string> = {}): void {
    const { time, random } = this.#sky;
    this.#emit(serviceEvent(template, this.subject, time.now(), random, more), false);
  }

  #wakeAt(at: number): void {
    const wake = ++this.#wakes;
    this.#sky.time.at(at, () => {
      if (wake !== this.#wakes) return false;
      this.reconcile();
      return true;
    });
  }

  #replace(deployment: LiveDeployment): void {
    const used = new Set(this.tasks.map((task) => task.deployment));
    this.deployments = [deployment, ...this.deployments.filter((one) => used.has(one))];
  }

  #deployment(revision: number, at: number, isRollback: boolean, source: number | undefined): LiveDeployment {
    const { cluster, name } = this.subject;
    const id = `ecs-svc/${this.#sky.random.between(1_000_000_000, 9_999_999_999)}`;
    return {
      id,
      revision,
      arn: `arn:aws:ecs:${PLACE}:service-deployment/${cluster}/${name}/${id.slice(8)}`,
      createdAt: at,
      isRollback,
      source,
      rollout: 'IN_PROGRESS',
      updatedAt: at,
      failed: 0,
      nextStartAt: at,
    };
  }

  #old(deployment: LiveDeployment, startedAt: number): LiveTask {
    return {
      id: this.#sky.random.hex(32),
      revision: deployment.revision,
      deployment,
      isGood: true,
      status: 'RUNNING',
      startedAt,
      health: this.options.hasHealthChecks === true ? 'HEALTHY' : 'UNKNOWN',
      isProtected: false,
    };
  }

  #current(): CurrentDeployment | undefined {
    const { primary } = this;
    if (primary.rollout !== 'IN_PROGRESS') return undefined;
    const source = primary.isRollback ? primary.revision : primary.source;
    return {
      serviceDeploymentArn: primary.arn,
      status: primary.isRollback ? 'ROLLBACK_IN_PROGRESS' : 'IN_PROGRESS',
      startedAt: primary.createdAt,
      ...(source === undefined ? {} : { sourceTaskDefinition: this.#arnOf(source) }),
    };
  }

  #health(now: number): readonly TargetHealth[] {
    const { targetGroup } = this;
    if (targetGroup === undefined) return [];
    return this.tasks.flatMap((task, index) =>
      task.status === 'RUNNING'
        ? [
            {
              targetGroupArn: targetGroup,
              id: `10.0.0.${index + 1}`,
              state: this.#isReady(task, now) ? 'healthy' : 'initial',
            },
          ]
        : [],
    );
  }

  get targetGroup(): string | undefined {
    const { cluster, name } = this.subject;
    return this.options.hasTargets === true
      ? `arn:aws:elasticloadbalancing:${PLACE}:targetgroup/${cluster}-${name}/6d2f8a90b1c3e457`
      : undefined;
  }

  #arnOf(revision: number): string {
    return `arn:aws:ecs:${PLACE}:task-definition/${this.subject.name}:${revision}`;
  }

  #formOf(task: LiveTask): RunningTask {
    return {
      taskId: task.id,
      taskDefinitionArn: this.#arnOf(task.revision),
      healthStatus: task.health,
      isProtected: task.isProtected,
      ...(task.startedAt === undefined ? {} : { startedAt: task.startedAt }),
    };
  }

  #form(): Service {
    const { cluster, name } = this.subject;
    const { breaker, controller, strategy = 'REPLICA' } = this.options;
    const { targetGroup } = this;
    const running = this.tasks.filter(({ status }) => status === 'RUNNING').length;
    return {
      name,
      cluster,
      arn: `arn:aws:ecs:${PLACE}:service/${cluster}/${name}`,
      status: this.status,
      desiredCount: this.desired,
      runningCount: running,
      pendingCount: this.tasks.length - running,
      taskDefinitionArn: this.#arnOf(this.primary.revision),
      deployments: this.deployments.map((one) => this.#formOfDeployment(one)),
      loadBalancers: targetGroup === undefined ? [] : [{ targetGroupArn: targetGroup, containerPort: 80 }],
      messages: [],
      schedulingStrategy: strategy,
      createdAt: this.createdAt,
      tags: new Map(this.tags),
      ...(controller === undefined ? {} : { deploymentController: controller }),
      ...(breaker === undefined ? {} : { circuitBreaker: breaker }),
    };
  }

  #formOfDeployment(one: LiveDeployment): Deployment {
    return {
      id: one.id,
      status: one === this.primary ? 'PRIMARY' : 'ACTIVE',
      rolloutState: one.rollout,
      taskDefinitionArn: this.#arnOf(one.revision),
      desiredCount: one === this.primary ? this.desired : 0,
      runningCount: this.tasks.filter((task) => task.deployment === one && task.status === 'RUNNING').length,
      failedTasks: one.failed,
      createdAt: one.createdAt,
      updatedAt: one.updatedAt,
    };
  }

  #note(what: string): void {
    this.#sky.trace.note(this.subject.name, what, '');
  }
}

/** A way to fail that lies with the service. */
export const failureOf = ({ random }: Pick<Sky, 'random'>): Template =>
  random.pick([recorded.imageMissing, recorded.secretDenied, recorded.outOfMemory, recorded.silentExit])();

/** A way to fail that lies outside of it. */
export const outsideFailure = (): Template => recorded.transient();

export const allSuspended = (target: ScalableTarget): boolean =>
  target.suspended.dynamicIn === ALL_SUSPENDED.dynamicIn &&
  target.suspended.dynamicOut === ALL_SUSPENDED.dynamicOut &&
  target.suspended.scheduled === ALL_SUSPENDED.scheduled;
