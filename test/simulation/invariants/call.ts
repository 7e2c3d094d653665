import type { ActingPolicy } from '../../../lib/app/action-policy';
import type { ServiceKey } from '../../../lib/app/ports';
import type { CurrentDeployment, RunningTask } from '../../../lib/domain/action/guard';
import type { Intent } from '../../../lib/domain/action/intent';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { Read } from '../../../lib/domain/read';
import type { Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Account, Role } from '../account/account';
import type { Watcher } from './watcher';

/** A call that changes something, as it was asked for. */
export type Asked =
  | { readonly kind: 'count'; readonly key: ServiceKey; readonly count: number }
  | { readonly kind: 'target'; readonly key: ServiceKey; readonly target: ScalableTarget }
  | { readonly kind: 'rollback'; readonly key: ServiceKey; readonly arn: string };

/** What was there right before a call took effect. */
export interface Was {
  readonly desired: number;
  readonly deployment: string;
  readonly target: ScalableTarget | undefined;
}

/** A change of the desired count that took effect. */
export interface Effect {
  readonly key: string;
  readonly at: number;
  readonly count: number;
  readonly was: Was;
  readonly intent: Intent | undefined;
  readonly createdAt: number;
}

/** What was read last, and when. */
export interface Seen<T> {
  readonly value: Read<T>;
  readonly at: number;
}

/** What one run of a function has read of one service. */
export interface Reads {
  service?: Seen<Service | 'absent'>;
  tasks?: Seen<readonly RunningTask[]>;
  target?: Seen<ScalableTarget | undefined>;
  deployment?: Seen<CurrentDeployment | undefined>;
}

/** A call that carries out an intent, with all that its run has read before. */
export interface Call {
  readonly asked: Exclude<Asked, { kind: 'target' }>;
  readonly role: Role;
  /** `production/orders-api`. */
  readonly key: string;
  /** Who asks for what, in words. */
  readonly what: string;
  readonly at: number;
  readonly record: ServiceRecord;
  readonly intent: Intent;
  /** When the intent was written. */
  readonly begunAt: number;
  readonly reads: Reads;
  readonly health: Seen<readonly TargetHealth[]> | undefined;
  readonly switch: Seen<boolean> | undefined;
  /** The service as it was read last; undefined where it was not, or is not there. */
  readonly read: Service | undefined;
}

/** Where calls are judged. */
export interface ActingWorld {
  readonly now: () => number;
  readonly watcher: Watcher;
  readonly store: MemoryStore;
  readonly account: Account;
  readonly policyOf: (role: Role) => Pick<ActingPolicy, 'mode' | 'limits'>;
}

export const keyOf = ({ cluster, service }: ServiceKey): string => `${cluster}/${service}`;

export const valueSeen = <T>(seen: Seen<T> | undefined): T | undefined =>
  seen?.value.state === 'known' ? seen.value.value : undefined;
