import type { CallAnswer } from '../../../lib/app/action-ports';
import type { ServiceKey } from '../../../lib/app/ports';
import { ROLL_BACK_TAG, SCALE_TO_ZERO_TAG, SCHEDULE_TAG } from '../../../lib/domain/action/action-tags';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import { type Subject, subjectKey } from '../../../lib/domain/incident/subject';
import type { Sky } from '../engine/invocation';
import type { StoryEvent } from '../stories/story';
import { type LiveOptions, LiveService } from './live-service';

/** As whom a call is made: the roles of the two functions, or a person. */
export type Role = 'act' | 'schedule' | 'person';

/** What one subject's events were, over all services that bore its name. */
export interface Told {
  readonly subject: Subject;
  readonly events: StoryEvent[];
  readonly failing: string[];
  readonly harmless: string[];
}

/** Somebody else than we changed something. */
export interface Foreign {
  readonly key: string;
  readonly at: number;
  readonly what: 'count' | 'deployment' | 'deleted' | 'created' | 'tag' | 'target';
}

/** An account that lives: services with state, autoscaling, permissions by tags, the switch. */
export class Account {
  readonly told = new Map<string, Told>();
  readonly foreign: Foreign[] = [];
  /** Value of the parameter that switches actions on and off, and when it was last set. */
  switch = { isOn: true, at: 0 };
  /** IAM denies every change of these, whatever their tags. */
  readonly denied = new Set<string>();
  /** Services of which it cannot be read whether they scale by themselves: the roles have no permission. */
  readonly unreadable = new Set<string>();
  /** Changes of these get no answer, whether they take effect, at once or late, or not at all. */
  readonly unsure = new Set<string>();
  /** Reads of these take their time. */
  readonly slow = new Set<string>();
  readonly #services = new Map<string, LiveService>();
  readonly #sky: Sky;
  readonly #send: (told: StoryEvent) => void;

  constructor(sky: Sky, send: (told: StoryEvent) => void) {
    this.#sky = sky;
    this.#send = send;
  }

  create(options: LiveOptions): LiveService {
    const key = subjectKey(options.subject);
    const told = this.told.get(key) ?? { subject: options.subject, events: [], failing: [], harmless: [] };
    this.told.set(key, told);
    const service = new LiveService(options, this.#sky, (event, isFailure) => {
      told.events.push(event);
      if (event.taskId !== undefined) (isFailure ? told.failing : told.harmless).push(event.taskId);
      this.#send(event);
    });
    this.#services.set(key, service);
    return service;
  }

  /** An event of a task that nobody has started lately: old, from an archive, or from a time to come. */
  haunt(service: LiveService, event: StoryEvent, isFailure: boolean): void {
    const told = this.told.get(subjectKey(service.subject));
    told?.events.push(event);
    if (event.taskId !== undefined) (isFailure ? told?.failing : told?.harmless)?.push(event.taskId);
    this.#send(event);
  }

  /** Not one that was deleted. */
  find(key: string): LiveService | undefined {
    const service = this.#services.get(key);
    return service?.status === 'ACTIVE' ? service : undefined;
  }

  /** The latest of the name, deleted or not. */
  latest({ cluster, service }: ServiceKey): LiveService | undefined {
    return this.#services.get(`${cluster}/${service}`);
  }

  all(): readonly LiveService[] {
    return [...this.#services.values()].filter(({ status }) => status === 'ACTIVE');
  }

  /** A person, a pipeline or Application Auto Scaling changes something. */
  byOthers(service: LiveService, what: Foreign['what'], change: () => void): void {
    this.foreign.push({ key: subjectKey(service.subject), at: this.#sky.time.now(), what });
    change();
  }

  flip(isOn: boolean): void {
    this.switch = { isOn, at: this.#sky.time.now() };
    this.#sky.trace.note('person', `actions ${isOn ? 'on' : 'off'}`, '');
  }

  setDesiredCount(key: ServiceKey, count: number, role: Role): CallAnswer {
    const service = this.latest(key);
    if (service === undefined) return refused('ServiceNotFoundException');
    if (!this.#mayUpdate(service, role)) return refused('AccessDeniedException: no tag allows it');
    if (service.status !== 'ACTIVE') return refused('ServiceNotActiveException');
    if (service.options.strategy === 'DAEMON')
      return refused('InvalidParameterException: the scheduling strategy DAEMON has no desired count');
    service.setDesired(count, 'us');
    return { state: 'done', service: service.now().service };
  }

  setScalableTarget(key: ServiceKey, target: ScalableTarget): CallAnswer {
    const service = this.latest(key);
    if (service?.target === undefined) return refused('ObjectNotFoundException');
    service.register(target);
    return { state: 'done' };
  }

  rollBackDeployment(arn: string, role: Role): CallAnswer {
    const service = [...this.#services.values()].find((one) => one.deployments.some((two) => two.arn === arn));
    if (service === undefined) return refused('ServiceDeploymentNotFoundException');
    if (role === 'act' && (service.tags.get(ROLL_BACK_TAG) !== 'allow' || this.#isDenied(service)))
      return refused('AccessDeniedException: no tag allows it');
    return service.rollBack(arn) ? { state: 'done' } : refused('ConflictException: it cannot be stopped');
  }

  #mayUpdate(service: LiveService, role: Role): boolean {
    if (role === 'person') return true;
    if (this.#isDenied(service)) return false;
    return role === 'act'
      ? service.tags.get(SCALE_TO_ZERO_TAG) === 'allow'
      : (service.tags.get(SCHEDULE_TAG) ?? '') !== '';
  }

  #isDenied(service: LiveService): boolean {
    return this.denied.has(subjectKey(service.subject));
  }
}

const refused = (because: string): CallAnswer => ({ state: 'refused', because });
