import type { ActionLimits } from '../../../lib/domain/action/action-limits';
import { DEFAULT_ACTION_LIMITS } from '../../../lib/domain/action/action-limits';
import { SCALE_TO_ZERO_TAG } from '../../../lib/domain/action/action-tags';
import type { ActionKind } from '../../../lib/domain/action/intent';
import type { Subject } from '../../../lib/domain/incident/subject';
import type { Account } from '../account/account';
import type { LiveOptions, LiveService } from '../account/live-service';
import type { Sky } from '../engine/invocation';

const MINUTE = 60_000;

/** What the deployment was set to; scenes may need it otherwise. */
export interface Settings {
  incidents: 'observe' | 'enforce';
  schedules: 'observe' | 'enforce';
  limits: ActionLimits;
}

/** From when until when the scheduler calls one of the functions not at all. */
export interface Pause {
  readonly of: 'act' | 'schedule' | 'watch' | 'sweep';
  readonly from: number;
  readonly until: number;
}

export interface Meddling {
  readonly key: string;
  readonly when: 'sleeping' | 'waking';
  readonly do: () => void;
}

/** Where scenes take place: an account, actors that change it at planned times, and a deployment that watches. */
export class Stage {
  readonly account: Account;
  readonly sky: Sky;
  readonly start: number;
  readonly settings: Settings = { incidents: 'enforce', schedules: 'enforce', limits: DEFAULT_ACTION_LIMITS };
  readonly pauses: Pause[] = [];
  /** Times around which something happens, milliseconds since 1970. */
  readonly busy: number[] = [];
  /** A person asks for an action by command. */
  command: (action: ActionKind, subject: Subject) => void = () => undefined;
  /** A service crashes in a loop, may be put to zero, and nothing stands in the way: it must come to that in fair weather. */
  readonly mustAct: string[] = [];
  /** It has a schedule, and nothing stands in the way: it must follow it once nothing goes wrong any more. */
  readonly mustFollow: string[] = [];
  /** Somebody who changes a service once, at the very moment at which it is put to sleep, or woken. */
  readonly meddleWith: Meddling[] = [];
  /** Somebody who acts once, at the very moment at which a count is set. */
  atCall: ((key: string) => unknown) | undefined;
  /** Runs of `act-on-incidents` at a time. */
  copies = 1;
  ends: number;
  #names = 0;

  constructor(account: Account, sky: Sky, start: number) {
    this.account = account;
    this.sky = sky;
    this.start = start;
    this.ends = start;
  }

  get random(): Sky['random'] {
    return this.sky.random;
  }

  /** A service of its own, old enough, whose tag allows to put it to zero. */
  service(
    options: Partial<LiveOptions> = {},
    cluster: string = this.random.pick(['prod', 'prod', 'staging']),
  ): LiveService {
    const subject: Subject = { kind: 'service', cluster, name: `app-${++this.#names}` };
    return this.account.create({
      createdAt: this.start - 86_400_000,
      desired: this.random.between(2, 4),
      tags: new Map([[SCALE_TO_ZERO_TAG, 'allow']]),
      hasHealthChecks: this.random.chance(0.5),
      hasTargets: this.random.chance(0.4),
      // Where what was there before goes on serving, nothing is ever done.
      stopsFirst: this.random.chance(0.9),
      ...options,
      subject,
    });
  }

  /** Somebody else does something so many minutes after the start. */
  at(minutes: number, act: () => void): void {
    const at = this.start + minutes * MINUTE;
    this.busy.push(at);
    this.ends = Math.max(this.ends, at);
    this.sky.time.at(at, act);
  }

  limit(limits: Partial<ActionLimits>): void {
    this.settings.limits = { ...this.settings.limits, ...limits };
  }

  budgets(budgets: Partial<ActionLimits['budgets']>): void {
    this.limit({ budgets: { ...this.settings.limits.budgets, ...budgets } });
  }

  setCount(service: LiveService, count: number): void {
    this.account.byOthers(service, 'count', () => service.setDesired(count, 'person'));
  }

  deploy(service: LiveService, ...[quality, template]: Parameters<LiveService['deploy']>): void {
    this.account.byOthers(service, 'deployment', () => service.deploy(quality, template));
  }

  tag(service: LiveService, tag: string, value: string | undefined): void {
    this.account.byOthers(service, 'tag', () => service.setTag(tag, value));
  }

  /** A person sets the bounds of Application Auto Scaling anew. */
  register(service: LiveService, min: number, max: number): void {
    const { target } = service;
    if (target !== undefined)
      this.account.byOthers(service, 'target', () => service.register({ ...target, min, max: Math.max(min, max) }));
  }

  /** Whatever still fails is repaired, and actions are switched on. */
  mend(): void {
    if (!this.account.switch.isOn) this.account.flip(true);
    for (const service of this.account.all()) {
      const { quality } = service.revisions.get(service.primary.revision) ?? { quality: 'bad' };
      if (quality !== 'good' || service.primary.rollout === 'IN_PROGRESS') this.deploy(service, 'good');
    }
  }

  pause(of: Pause['of'], from: number, until: number): void {
    this.at(until, () => undefined);
    this.pauses.push({ of, from: this.start + from * MINUTE, until: this.start + until * MINUTE });
  }
}
