import type { ServiceRecord } from '../incident/service-record';
import type { Read } from '../read';
import type { Service } from '../service';
import type { TargetHealth } from '../target-group';
import type { ActionLedger } from './action-ledger';
import type { ActionLimits } from './action-limits';
import type { ActionTags } from './action-tags';
import type { HoldOwner } from './hold';
import type { ScalableTarget } from './scalable-target';

/** Names a safeguard: in rows, in alerts, in the documentation. */
export type GuardId =
  // What allows: without one of these an agreed action is told as `would have`.
  | 'observe-mode'
  | 'not-opted-in'
  | 'switched-off'
  // What refuses.
  | 'unreadable'
  | 'tag-problem'
  | 'no-actions-until'
  | 'not-told'
  | 'muted'
  | 'crash-loop'
  | 'no-longer-failing'
  | 'cause'
  | 'serving'
  | 'already-at-zero'
  | 'service-state'
  | 'new-service'
  | 'deployment-controller'
  | 'deployment'
  | 'circuit-breaker'
  | 'task-protection'
  | 'auto-scaling'
  | 'once'
  | 'held'
  | 'in-flight'
  | 'latched'
  | 'budget-service'
  | 'budget-cluster'
  | 'budget-account'
  | 'frozen'
  // Of roll-back and restore.
  | 'nothing-to-roll-back'
  | 'not-held'
  | 'changed-by-others'
  | 'another-service';

/** A running task, as far as the question whether it serves needs it. */
export interface RunningTask {
  readonly taskId: string;
  readonly taskDefinitionArn?: string;
  readonly startedAt?: number;
  /** `HEALTHY`, `UNHEALTHY`, `UNKNOWN`. */
  readonly healthStatus?: string;
  /** Scale-in protection is on. */
  readonly isProtected: boolean;
}

/** A deployment of the service deployments API that is under way. */
export interface CurrentDeployment {
  readonly serviceDeploymentArn: string;
  readonly status?: string;
  /** Task definition that a rollback leads to; absent where there is none before it. */
  readonly sourceTaskDefinition?: string;
  readonly startedAt?: number;
}

/** All that an action is decided on: read within the same attempt. */
export interface ActionState {
  readonly record: ServiceRecord;
  /** `absent`: ECS knows no such service. */
  readonly service: Read<Service | 'absent'>;
  readonly tags: ActionTags;
  readonly runningTasks: Read<readonly RunningTask[]>;
  readonly targetHealth: Read<readonly TargetHealth[]>;
  /** Known and undefined: the service does not scale by itself. */
  readonly scalableTarget: Read<ScalableTarget | undefined>;
  /** Known and undefined: nothing is under way. Unavailable where nobody asked. */
  readonly currentDeployment: Read<CurrentDeployment | undefined>;
  readonly ledger: ActionLedger;
  /** Known and true: actions are switched on. */
  readonly switchedOn: Read<boolean>;
}

export interface ActionPolicy {
  readonly mode: 'observe' | 'enforce';
  readonly limits: ActionLimits;
  /** Who asks. A person is shown what the safeguards say. */
  readonly owner: HoldOwner;
  /** A person goes on although safeguards that a person may overrule object. */
  readonly overruled?: true;
}

/** What a safeguard says of the state: whether it agrees, and the sentence that says why. */
export interface GuardAnswer extends Opinion {
  readonly guard: GuardId;
}

/** One safeguard. */
export interface Guard {
  readonly id: GuardId;
  /** Pure and total. */
  readonly ask: (state: ActionState, now: number, policy: ActionPolicy) => Opinion;
}

export interface Opinion {
  readonly agrees: boolean;
  /** One sentence, with the values that it looked at. */
  readonly says: string;
}

export const agrees = (says: string): Opinion => ({ agrees: true, says });
export const objects = (says: string): Opinion => ({ agrees: false, says });

/** Every answer is kept, so that a person can be shown all of them; the first that refuses is the reason. */
export type Decision =
  | { readonly decision: 'do'; readonly reason: string; readonly answers: readonly GuardAnswer[] }
  | {
      /** `would-have`: the safeguards agree, and what allows does not. `refuse`: a safeguard objects. */
      readonly decision: 'would-have' | 'refuse';
      readonly guard: GuardId;
      readonly reason: string;
      readonly answers: readonly GuardAnswer[];
    };
