import type { ActionLedger } from '../domain/action/action-ledger';
import type { DecisionRow } from '../domain/action/decision-row';
import type { CurrentDeployment, RunningTask } from '../domain/action/guard';
import type { ScalableTarget } from '../domain/action/scalable-target';
import type { Read } from '../domain/read';
import type { Service } from '../domain/service';
import type { TargetHealth } from '../domain/target-group';
import type { ServiceKey } from './ports';

/** What is read before a change and after it: never from a cache. Never throws for what AWS refuses. */
export interface ActionReads {
  /** With its tags. `absent`: ECS knows no such service (any more). */
  readServiceNow(service: ServiceKey): Promise<Read<Service | 'absent'>>;
  /** Tasks whose last status is RUNNING, with their scale-in protection. */
  readRunningTasks(service: ServiceKey): Promise<Read<readonly RunningTask[]>>;
  readTargetHealth(targetGroupArns: readonly string[]): Promise<Read<readonly TargetHealth[]>>;
  /** Known and undefined: the service is no scalable target. */
  readScalableTarget(service: ServiceKey): Promise<Read<ScalableTarget | undefined>>;
  /** The service deployment that is under way, with what a rollback would lead to. */
  readCurrentDeployment(service: ServiceKey): Promise<Read<CurrentDeployment | undefined>>;
  /** Known and false: somebody switched actions off. */
  readActionsSwitch(): Promise<Read<boolean>>;
}

/**
 * What became of a call that changes something. `unknown`: no answer came, so it may have taken effect; only a read can
 * tell. `refused`: AWS said no, nothing was changed.
 */
export type CallAnswer =
  | { readonly state: 'done'; readonly service?: Service }
  | { readonly state: 'refused'; readonly because: string }
  | { readonly state: 'unknown'; readonly because: string };

/**
 * The only calls that change a user's account. Each is sent once: a call that got no answer is not sent again before a
 * read has said what it did. None of them sends anything but the fields named here.
 */
export interface ActionCalls {
  /** `UpdateService {cluster, service, desiredCount}`. */
  setDesiredCount(service: ServiceKey, desiredCount: number): Promise<CallAnswer>;
  /** `RegisterScalableTarget` of a target that is there already: min, max and the three suspend flags in one call. */
  setScalableTarget(service: ServiceKey, target: ScalableTarget): Promise<CallAnswer>;
  /** `StopServiceDeployment` with `ROLLBACK`. */
  rollBackDeployment(serviceDeploymentArn: string): Promise<CallAnswer>;
}

/** The ledger is a versioned document, as the records are: false where somebody else wrote since it was read. */
export interface LedgerPorts {
  readLedger(): Promise<ActionLedger>;
  writeLedger(ledger: ActionLedger): Promise<boolean>;
}

export interface DecisionsPort {
  /** Decisions at or after a time, milliseconds since 1970, oldest first. */
  readDecisions(since: number): Promise<readonly DecisionRow[]>;
}
