import type { ActionCalls, ActionReads, CallAnswer } from '../../../lib/app/action-ports';
import type { InventoryPorts, ServiceKey } from '../../../lib/app/ports';
import type { CurrentDeployment, RunningTask } from '../../../lib/domain/action/guard';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import { known, type Read, unavailable } from '../../../lib/domain/read';
import type { Deployment, Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';

/** A service of the account, as it is now. */
export interface Kept {
  service: Service;
  tasks: RunningTask[];
  targets: TargetHealth[];
  scalableTarget: ScalableTarget | undefined;
  current: CurrentDeployment | undefined;
  /** So many reads of the service still show it as it was before. */
  behind: { reads: number; as: Service } | undefined;
}

export type AccountPorts = ActionReads &
  ActionCalls &
  Pick<InventoryPorts, 'listClusters' | 'listServices' | 'describeServices'>;

/** An account of AWS in memory: what the ports read is what their calls, and other people, have made of it. */
export class Account implements AccountPorts {
  readonly #services = new Map<string, Kept>();
  /** What the switch says. */
  switch: Read<boolean> = known(true);
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(service: Service, more: Partial<Kept> = {}): void {
    this.#services.set(keyOf({ cluster: service.cluster, service: service.name }), {
      service,
      tasks: [],
      targets: [],
      scalableTarget: undefined,
      current: undefined,
      behind: undefined,
      ...more,
    });
  }

  of(name: string, cluster = 'production'): Kept {
    const kept = this.#services.get(keyOf({ cluster, service: name }));
    if (kept === undefined) throw new Error(`the account has no service ${cluster}/${name}`);
    return kept;
  }

  desired(name: string): number | undefined {
    return this.of(name).service.desiredCount;
  }

  /** What anybody may do at any time, beside ecs-medic. */
  change(name: string, more: Partial<Service>): void {
    const kept = this.of(name);
    kept.service = { ...kept.service, ...more };
  }

  tag(name: string, tags: Readonly<Record<string, string>>): void {
    this.change(name, { tags: new Map(Object.entries(tags)) });
  }

  /** A new deployment becomes PRIMARY; what it was before is gone, as after a rolling update without tasks. */
  deploy(name: string, id: string, more: Partial<Deployment> = {}): void {
    const { desiredCount } = this.of(name).service;
    const primary = { id, status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: this.#now(), runningCount: 0 };
    this.change(name, {
      deployments: [{ ...primary, ...(desiredCount === undefined ? {} : { desiredCount }), ...more }],
    });
  }

  delete(name: string): void {
    if (!this.#services.delete(keyOf({ cluster: 'production', service: name })))
      throw new Error(`the account has no service ${name}`);
  }

  async readServiceNow(key: ServiceKey): Promise<Read<Service | 'absent'>> {
    const kept = this.#services.get(keyOf(key));
    if (kept === undefined) return known('absent');
    if (kept.behind === undefined || kept.behind.reads === 0) return known(kept.service);
    kept.behind.reads -= 1;
    return known(kept.behind.as);
  }

  async readRunningTasks(key: ServiceKey): Promise<Read<readonly RunningTask[]>> {
    return known([...this.#get(key).tasks]);
  }

  async readTargetHealth(targetGroupArns: readonly string[]): Promise<Read<readonly TargetHealth[]>> {
    for (const { service, targets } of this.#services.values())
      if (service.loadBalancers.some(({ targetGroupArn = '' }) => targetGroupArns.includes(targetGroupArn)))
        return known([...targets]);
    return unavailable('TargetGroupNotFound');
  }

  async readScalableTarget(key: ServiceKey): Promise<Read<ScalableTarget | undefined>> {
    return known(this.#services.get(keyOf(key))?.scalableTarget);
  }

  async readCurrentDeployment(key: ServiceKey): Promise<Read<CurrentDeployment | undefined>> {
    return known(this.#get(key).current);
  }

  async readActionsSwitch(): Promise<Read<boolean>> {
    return this.switch;
  }

  async setDesiredCount(key: ServiceKey, desiredCount: number): Promise<CallAnswer> {
    const kept = this.#services.get(keyOf(key));
    if (kept === undefined) return { state: 'refused', because: 'ServiceNotFoundException' };
    kept.service = {
      ...kept.service,
      desiredCount,
      ...(desiredCount === 0 ? { runningCount: 0, pendingCount: 0 } : {}),
    };
    if (desiredCount === 0) kept.tasks = [];
    return { state: 'done', service: kept.service };
  }

  /** Registering a target moves the count into its bounds at once, suspended or not. */
  async setScalableTarget(key: ServiceKey, target: ScalableTarget): Promise<CallAnswer> {
    const kept = this.#services.get(keyOf(key));
    if (kept?.scalableTarget === undefined)
      return { state: 'refused', because: 'ValidationException: No scalable target registered' };
    kept.scalableTarget = target;
    const { desiredCount = 0 } = kept.service;
    const within = Math.min(target.max, Math.max(target.min, desiredCount));
    if (within !== desiredCount) kept.service = { ...kept.service, desiredCount: within };
    return { state: 'done' };
  }

  async rollBackDeployment(serviceDeploymentArn: string): Promise<CallAnswer> {
    for (const kept of this.#services.values()) {
      const { current } = kept;
      if (current?.serviceDeploymentArn !== serviceDeploymentArn) continue;
      if (current.status !== 'IN_PROGRESS' && current.status !== 'PENDING')
        return { state: 'refused', because: `ConflictException: the deployment is ${current.status}` };
      kept.current = { ...current, status: 'ROLLBACK_REQUESTED' };
      return { state: 'done' };
    }
    return { state: 'refused', because: 'ServiceDeploymentNotFoundException' };
  }

  async listClusters(): Promise<readonly string[]> {
    return [...new Set([...this.#services.values()].map(({ service }) => service.cluster))];
  }

  async listServices(cluster: string): Promise<readonly string[]> {
    return [...this.#services.values()].flatMap(({ service }) => (service.cluster === cluster ? service.name : []));
  }

  async describeServices(cluster: string, names: readonly string[]): Promise<readonly Service[]> {
    return names.flatMap((name) => this.#services.get(keyOf({ cluster, service: name }))?.service ?? []);
  }

  #get(key: ServiceKey): Kept {
    const kept = this.#services.get(keyOf(key));
    if (kept === undefined) throw new Error(`ServiceNotFoundException: ${keyOf(key)}`);
    return kept;
  }
}

const keyOf = ({ cluster, service }: ServiceKey): string => `${cluster}/${service}`;
