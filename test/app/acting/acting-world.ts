import { actOnIncidents } from '../../../lib/app/act-on-incidents';
import type { ActingPolicy } from '../../../lib/app/action-policy';
import type { CallAnswer } from '../../../lib/app/action-ports';
import { applySchedules, type SchedulePorts } from '../../../lib/app/apply-schedules';
import { keepWatch } from '../../../lib/app/keep-watch';
import { sweepServices } from '../../../lib/app/sweep-services';
import { DEFAULT_ACTION_LIMITS } from '../../../lib/domain/action/action-limits';
import type { DecisionRow } from '../../../lib/domain/action/decision-row';
import { GUARDS } from '../../../lib/domain/action/guards';
import { dueAtOf } from '../../../lib/domain/incident/due-at';
import type { Incident } from '../../../lib/domain/incident/incident';
import { isIncidentAlert } from '../../../lib/domain/incident/is-incident-alert';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { Subject } from '../../../lib/domain/incident/subject';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import type { Service } from '../../../lib/domain/service';
import { type MemoryStore, memoryStore } from '../../../lib/memory/memory-store';
import { incident, MINUTE, NOW, record, service } from '../../domain/action/acting-state';
import { Account, type Kept } from './account';

export const acting: ActingPolicy = {
  mode: 'enforce',
  limits: DEFAULT_ACTION_LIMITS,
  guards: GUARDS,
  thresholds: DEFAULT_THRESHOLDS,
  clusters: ['production'],
};
export const observing: ActingPolicy = { ...acting, mode: 'observe' };

export const ALLOWED = { 'ecs-medic:scale-to-zero': 'allow', 'ecs-medic:roll-back': 'allow' };
export const TARGET = { min: 2, max: 10, suspended: { dynamicIn: false, dynamicOut: true, scheduled: false } };
export const SUSPENDED = { min: 0, max: 10, suspended: { dynamicIn: true, dynamicOut: true, scheduled: true } };

/** The calls that change an account. */
export const CHANGING = ['setDesiredCount', 'setScalableTarget', 'rollBackDeployment'] as const;

/** Functions that do not leave the machine: nothing can go wrong in them. */
const LOCAL = new Set(['now', 'count', 'report']);

export interface PortCall {
  readonly port: string;
  readonly arguments: readonly unknown[];
}

/** What goes wrong at a call: before it took effect, or after. */
export type Fault =
  /** The function ends there: no other call of its run comes through. */
  | { readonly cutOff: 'before' | 'after' }
  /** A call that changes something is answered so; `unknown` may be before or after its effect. */
  | { readonly answer: CallAnswer; readonly hasEffect?: boolean }
  /** The port throws. */
  | { readonly throws: Error }
  /** A read answers this. */
  | { readonly reads: unknown }
  /** Somebody else does something right before the call comes through. */
  | { readonly meanwhile: () => unknown };

class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/** The functions that act, on an account, a table and a topic in memory, with a clock that each call moves on a little. */
export class ActingWorld {
  now = NOW;
  readonly store: MemoryStore = memoryStore(() => this.now);
  readonly account = new Account(() => this.now);
  readonly published: string[] = [];
  readonly calls: PortCall[] = [];
  readonly counted: string[] = [];
  readonly reported: string[] = [];
  readonly #faults: { readonly port: string; nth: number; readonly fault: Fault }[] = [];
  #cutOffAt: { readonly call: number; readonly when: 'before' | 'after' } | undefined;
  #isCutOff = false;
  readonly ports: SchedulePorts = this.#allPorts();

  /** At the nth call of a port from now on. */
  plan(port: keyof SchedulePorts, fault: Fault, nth = 1): void {
    this.#faults.push({ port, nth, fault });
  }

  /** Cuts the next run off at its nth call, whatever it is: 0 is the first one. */
  cutOffAt(call: number, when: 'before' | 'after'): void {
    this.#cutOffAt = { call: this.calls.length + call, when };
  }

  act(policy: ActingPolicy = acting) {
    return this.#run(() => actOnIncidents(this.ports, policy));
  }

  applySchedules(policy: ActingPolicy = acting) {
    return this.#run(() => applySchedules(this.ports, policy));
  }

  /** A service that has crashed in a loop for a while and opted in, and its record; everything agrees to an action. */
  async crashing(name = 'orders-api', more: Partial<Service> = {}, kept: Partial<Kept> = {}): Promise<void> {
    this.account.add(service({ name, tags: new Map(Object.entries(ALLOWED)), ...more }), kept);
    await this.remember(crashRecord(name, {}, more.cluster));
  }

  /** Puts a record into the table. */
  async remember(one: ServiceRecord): Promise<void> {
    const { version } = await this.store.readRecord(one.subject);
    await this.store.writeRecord({ ...one, version }, dueAtOf(one, this.now, DEFAULT_THRESHOLDS));
  }

  record(name = 'orders-api'): Promise<ServiceRecord> {
    return this.store.readRecord(subjectOf(name));
  }

  /** Changes something in a record, as another writer does. */
  async rewrite(name: string, change: (before: ServiceRecord) => ServiceRecord): Promise<void> {
    const written = change(await this.record(name));
    if (!(await this.store.writeRecord(written, dueAtOf(written, this.now, DEFAULT_THRESHOLDS))))
      throw new Error('the record was changed meanwhile');
  }

  /** The calls of ports, in their order; without names the ones that change the account. */
  called(...ports: readonly string[]): readonly PortCall[] {
    const asked: readonly string[] = ports.length === 0 ? CHANGING : ports;
    return this.calls.filter(({ port }) => asked.includes(port));
  }

  /** The same in words: `setDesiredCount 0`. */
  changes(): readonly string[] {
    return this.called().map(({ port, arguments: [first, second] }) =>
      port === 'rollBackDeployment'
        ? `${port} ${first}`
        : `${port} ${typeof second === 'number' ? second : JSON.stringify(second)}`,
    );
  }

  /** What people were told of actions, in order: `action: put to zero, 3 before`. */
  told(): readonly string[] {
    return this.store.alerts().flatMap((alert) => {
      if (isIncidentAlert(alert)) return `${alert.kind}: ${alert.view.actions.at(-1)?.title ?? alert.view.state}`;
      return 'notice' in alert ? `notice: ${alert.notice.title}` : alert.kind;
    });
  }

  /** The same of what went out, each alert once, in the order in which it went out first. */
  heard(): readonly string[] {
    const ids = new Set(this.published.map((json) => (JSON.parse(json) as { alertId: string }).alertId));
    const words = new Map(this.store.alerts().map((alert, index) => [alert.alertId, this.told()[index]]));
    return [...ids].flatMap((id) => words.get(id) ?? []);
  }

  /** Whole texts of the notices and notes that were told. */
  texts(): readonly string[] {
    return this.store.alerts().flatMap((alert) => {
      if (isIncidentAlert(alert)) return alert.view.actions.at(-1)?.text ?? [];
      return 'notice' in alert ? alert.notice.lines.join(' ') : [];
    });
  }

  decisions(name?: string): readonly DecisionRow[] {
    return this.store
      .rows()
      .filter((row): row is DecisionRow => row.type === 'decision')
      .filter(({ subject }) => name === undefined || subject.name === name);
  }

  /** `do`, `verified`: what was decided of a service, in order. */
  words(name?: string): readonly string[] {
    return this.decisions(name).map(({ decision, guard }) => (guard === undefined ? decision : `${decision} ${guard}`));
  }

  watch() {
    return this.#run(() => keepWatch(this.ports, acting));
  }

  sweep(policy: ActingPolicy = acting) {
    return this.#run(() => sweepServices(this.ports, policy));
  }

  /** Lets minutes pass, and after each of them lets the functions run as they are scheduled. */
  async pass(minutes: number, policy: ActingPolicy = acting): Promise<void> {
    for (let minute = 1; minute <= minutes; minute++) {
      this.now += MINUTE;
      await this.act(policy);
      await this.watch();
      if (minute % 5 === 0) await this.applySchedules(policy);
    }
  }

  async #run<T>(invocation: () => Promise<T>): Promise<T | 'cut off'> {
    this.#isCutOff = false;
    try {
      const report = await invocation();
      return this.#isCutOff ? 'cut off' : report;
    } catch (error) {
      if (error instanceof CutOffError) return 'cut off';
      throw error;
    } finally {
      this.#isCutOff = false;
    }
  }

  #allPorts(): SchedulePorts {
    const { account } = this;
    const bound = <K extends keyof Account>(name: K): Account[K] => {
      const method = account[name];
      return typeof method === 'function' ? (method.bind(account) as Account[K]) : method;
    };
    const base: SchedulePorts = {
      ...this.store,
      readServiceNow: bound('readServiceNow'),
      readRunningTasks: bound('readRunningTasks'),
      readTargetHealth: bound('readTargetHealth'),
      readScalableTarget: bound('readScalableTarget'),
      readCurrentDeployment: bound('readCurrentDeployment'),
      readActionsSwitch: bound('readActionsSwitch'),
      setDesiredCount: bound('setDesiredCount'),
      setScalableTarget: bound('setScalableTarget'),
      rollBackDeployment: bound('rollBackDeployment'),
      listClusters: bound('listClusters'),
      listServices: bound('listServices'),
      describeServices: bound('describeServices'),
      readTargetGroups: async () => ({ state: 'known', value: [] }),
      publish: async ({ json }) => {
        this.published.push(json);
      },
      lookAgain: async () => {},
      nudge: async () => {},
      pause: async (milliseconds) => {
        this.now += milliseconds;
      },
      count: (metric) => {
        this.counted.push(metric);
      },
      report: (what, error) => {
        if (!this.#isCutOff) this.reported.push(`${what}${error instanceof Error ? `: ${error.message}` : ''}`);
      },
    };
    const wrapped = Object.entries(base).map(([port, call]) => [
      port,
      LOCAL.has(port) || typeof call !== 'function' ? call : this.#recorded(port, call as AnyCall),
    ]);
    return Object.fromEntries(wrapped) as SchedulePorts;
  }

  #recorded(port: string, call: AnyCall): AnyCall {
    return async (...arguments_) => {
      if (this.#isCutOff) throw new CutOffError('the run is over');
      const index = this.calls.push({ port, arguments: structuredClone(arguments_) }) - 1;
      this.now += 5;
      const planned = this.#faultOf(port);
      const cutOff =
        this.#cutOffAt?.call === index
          ? this.#cutOffAt.when
          : planned && 'cutOff' in planned
            ? planned.cutOff
            : undefined;
      if (cutOff === 'before') this.#end();
      if (planned !== undefined && 'meanwhile' in planned) await planned.meanwhile();
      if (planned !== undefined && 'throws' in planned) throw planned.throws;
      if (planned !== undefined && 'reads' in planned) return planned.reads;
      if (planned !== undefined && 'answer' in planned) {
        if (planned.hasEffect === true) await call(...arguments_);
        return planned.answer;
      }
      const answer = await call(...arguments_);
      if (cutOff === 'after') this.#end();
      return answer;
    };
  }

  #end(): never {
    this.#isCutOff = true;
    throw new CutOffError('the run was cut off');
  }

  #faultOf(port: string): Fault | undefined {
    const waiting = this.#faults.filter((one) => one.port === port);
    for (const one of waiting) one.nth -= 1;
    const index = this.#faults.findIndex((one) => one.port === port && one.nth === 0);
    return index < 0 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
  }
}

type AnyCall = (...arguments_: readonly unknown[]) => Promise<unknown>;

export const subjectOf = (name: string, cluster = 'production'): Subject => ({ kind: 'service', cluster, name });

/** The record of a service that crashes in a loop. */
export const crashRecord = (
  name = 'orders-api',
  more: Partial<ServiceRecord> = {},
  cluster = 'production',
): ServiceRecord => {
  const ofService: Incident = { ...incident, id: `${cluster}/${name}#3` };
  return record({ subject: subjectOf(name, cluster), incident: ofService, version: 0, ...more });
};
