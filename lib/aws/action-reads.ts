import type { ActionReads } from '../app/action-ports';
import { known, type Read, unavailable } from '../domain/read';
import { refusalToPerson } from './ask-aws';
import type { LazyClient } from './clients';
import type { ApplicationAutoScalingClient } from './clients/application-auto-scaling';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import type { SSMClient } from './clients/ssm';
import { readActionsSwitch } from './read-actions-switch';
import { readCurrentDeployment } from './read-current-deployment';
import { readRunningTasks } from './read-running-tasks';
import { readScalableTarget } from './read-scalable-target';
import { readServiceNow } from './read-service';
import { readTargetHealth } from './read-target-groups';
import type { Ask } from './reading';
import { RefusedError, refusalOf } from './refusals';

export interface ActionReadsOptions {
  readonly ecs: LazyClient<ECSClient>;
  readonly elasticLoadBalancing: LazyClient<ElasticLoadBalancingV2Client>;
  readonly applicationAutoScaling: LazyClient<ApplicationAutoScalingClient>;
  readonly ssm: LazyClient<SSMClient>;
  /** Name of the SSM parameter that says `on` or `off`; absent where a person acts. */
  readonly switchName?: string;
  /** Whose role lacks a permission, where one is missing; absent where a person acts. */
  readonly role?: string;
}

/** What is read before and after a change. Nothing is kept from one read to the next. */
export function actionReads(options: ActionReadsOptions): ActionReads {
  const { ecs, elasticLoadBalancing, applicationAutoScaling, ssm, switchName, role } = options;
  const ask: Ask = async (question, send) => {
    try {
      return await send({});
    } catch (error) {
      const refusal = role === undefined ? refusalToPerson(error, question) : refusalOf(error, question, role);
      throw refusal ?? error;
    }
  };
  return {
    readServiceNow: (key) => orUnavailable(() => readServiceNow(key, ecs, ask)),
    readRunningTasks: (key) => orUnavailable(() => readRunningTasks(key, ecs, ask)),
    readTargetHealth: (arns) =>
      orUnavailable(() => readTargetHealth(arns, elasticLoadBalancing, ask, Number.POSITIVE_INFINITY)),
    readScalableTarget: (key) => orUnavailable(() => readScalableTarget(key, applicationAutoScaling, ask)),
    readCurrentDeployment: (key) => orUnavailable(() => readCurrentDeployment(key, ecs, ask)),
    readActionsSwitch: () =>
      switchName === undefined
        ? Promise.resolve(known(true))
        : orUnavailable(() => readActionsSwitch(switchName, ssm, ask)),
  };
}

/** What AWS refuses is unavailable, with the reason. */
async function orUnavailable<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError) return unavailable(error.message);
    throw error;
  }
}
