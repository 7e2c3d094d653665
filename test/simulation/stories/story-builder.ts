import type { Subject } from '../../../lib/domain/incident/subject';
import type { JsonObject } from '../../../lib/domain/json';
import type { Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';
import type { Random } from '../engine/random';
import { serviceEvent, stopEvent } from './events';
import { recorded } from './recorded';
import type { ServiceState, Story, StoryEvent } from './story';
import type { Template } from './template';

const SECOND = 1_000;

/** Tells a story step by step; its clock moves on with each of them. */
export class StoryBuilder {
  readonly random: Random;
  readonly subject: Subject;
  at: number;
  desired = 3;
  running = 3;
  revision = 9;
  tags: readonly (readonly [string, string])[] = [];
  targetGroup: string | undefined;
  rollout: 'COMPLETED' | 'IN_PROGRESS' = 'COMPLETED';
  readonly #events: StoryEvent[] = [];
  readonly #states: ServiceState[] = [];
  readonly #templates = new Map<number, Template>();
  readonly #failing: string[] = [];
  readonly #harmless: string[] = [];

  constructor(subject: Subject, start: number, random: Random) {
    this.subject = subject;
    this.at = start;
    this.random = random;
  }

  wait(from: number, to: number): this {
    this.at += this.random.between(from * SECOND, to * SECOND);
    return this;
  }

  /** A task fails. */
  fail(template: Template, options: { version?: number; more?: JsonObject } = {}): string {
    const taskId = this.random.hex(32);
    this.failAgain(template, taskId, options);
    this.#failing.push(taskId);
    return taskId;
  }

  /** One more event of a task that failed. */
  failAgain(template: Template, taskId: string, options: { version?: number; more?: JsonObject } = {}): this {
    if (!this.#templates.has(this.revision)) this.#templates.set(this.revision, template);
    const { revision } = this;
    this.#events.push(stopEvent(template, this.subject, this.at, taskId, this.random, { revision, ...options }));
    return this;
  }

  /** A task stops in the course of normal life. */
  stop(template: Template): this {
    const taskId = this.random.hex(32);
    this.#harmless.push(taskId);
    const { revision } = this;
    this.#events.push(stopEvent(template, this.subject, this.at, taskId, this.random, { revision }));
    return this;
  }

  /** An event of a failed task comes out of an archive. */
  replay(template: Template): this {
    const taskId = this.random.hex(32);
    this.#harmless.push(taskId);
    const told = stopEvent(template, this.subject, this.at, taskId, this.random, { revision: this.revision });
    this.#events.push({ ...told, event: { ...told.event, 'replay-name': 'replay-of-the-archive' } });
    return this;
  }

  say(template: Template, more: JsonObject = {}): this {
    this.#events.push(serviceEvent(template, this.subject, this.at, this.random, more));
    return this;
  }

  steady(): this {
    return this.say(recorded.steady());
  }

  /** From now on ECS describes the service so. */
  described(): this {
    const targetHealth: TargetHealth[] | undefined =
      this.targetGroup === undefined
        ? undefined
        : [{ targetGroupArn: this.targetGroup, id: '10.0.0.1', state: this.running > 0 ? 'healthy' : 'unhealthy' }];
    this.#states.push({
      from: this.at,
      service: this.#service(),
      ...(targetHealth === undefined ? {} : { targetHealth }),
    });
    return this;
  }

  deleted(): this {
    this.#states.push({ from: this.at, service: undefined });
    return this;
  }

  end(name: string, told: Story['told'], ends?: Story['ends']): Story {
    return {
      name,
      subject: this.subject,
      events: this.#events,
      states: this.#states,
      templates: this.#templates,
      failing: this.#failing,
      harmless: this.#harmless,
      told,
      ends,
    };
  }

  #service(): Service {
    const { cluster, name } = this.subject;
    const taskDefinitionArn = `arn:aws:ecs:us-east-1:111122223333:task-definition/${name}:${this.revision}`;
    return {
      name,
      cluster,
      arn: `arn:aws:ecs:us-east-1:111122223333:service/${cluster}/${name}`,
      status: 'ACTIVE',
      desiredCount: this.desired,
      runningCount: this.running,
      pendingCount: 0,
      taskDefinitionArn,
      deployments: [
        {
          id: 'ecs-svc/1234567890123456789',
          status: 'PRIMARY',
          rolloutState: this.rollout,
          taskDefinitionArn,
          desiredCount: this.desired,
          runningCount: this.running,
          failedTasks: 0,
          createdAt: this.at,
          updatedAt: this.at,
        },
      ],
      loadBalancers: this.targetGroup === undefined ? [] : [{ targetGroupArn: this.targetGroup, containerPort: 80 }],
      messages: [],
      tags: new Map(this.tags),
    };
  }
}
