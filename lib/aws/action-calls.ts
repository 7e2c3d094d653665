import type { ActionCalls, CallAnswer } from '../app/action-ports';
import { parseService } from '../domain/service';
import { refusalToPerson } from './ask-aws';
import type { LazyClient } from './clients';
import type { ApplicationAutoScalingClient } from './clients/application-auto-scaling';
import type { ECSClient } from './clients/ecs';
import { type Question, type RefusalKind, refusalOf } from './refusals';
import { DIMENSION, resourceIdOf } from './scalable-target-of';

export interface ActionCallsOptions {
  /** Clients that send a call once: `maxAttempts: 1`. */
  readonly ecs: LazyClient<ECSClient>;
  readonly applicationAutoScaling: LazyClient<ApplicationAutoScalingClient>;
  /** Whose role lacks a permission, where one is missing; absent where a person acts. */
  readonly role?: string;
}

/** The only calls that change a user's account, each with only the fields that it needs. */
export function actionCalls({ ecs, applicationAutoScaling, role }: ActionCallsOptions): ActionCalls {
  const call = async (question: Question, send: () => Promise<CallAnswer>): Promise<CallAnswer> => {
    try {
      return await send();
    } catch (error) {
      return answerOf(error, question, role);
    }
  };
  return {
    setDesiredCount: ({ cluster, service }, desiredCount) =>
      call({ action: 'ecs:UpdateService', about: `${service} in cluster ${cluster}` }, async () => {
        const { UpdateServiceCommand } = await import('./clients/ecs-actions');
        const client = await ecs();
        const answer = await client.send(new UpdateServiceCommand({ cluster, service, desiredCount }));
        const updated = parseService(answer.service);
        return updated === undefined ? { state: 'done' } : { state: 'done', service: updated };
      }),
    setScalableTarget: (key, { min, max, suspended }) =>
      call({ action: 'application-autoscaling:RegisterScalableTarget', about: resourceIdOf(key) }, async () => {
        const { RegisterScalableTargetCommand } = await import('./clients/application-auto-scaling');
        const client = await applicationAutoScaling();
        await client.send(
          new RegisterScalableTargetCommand({
            ServiceNamespace: 'ecs',
            ResourceId: resourceIdOf(key),
            ScalableDimension: DIMENSION,
            MinCapacity: min,
            MaxCapacity: max,
            SuspendedState: {
              DynamicScalingInSuspended: suspended.dynamicIn,
              DynamicScalingOutSuspended: suspended.dynamicOut,
              ScheduledScalingSuspended: suspended.scheduled,
            },
          }),
        );
        return { state: 'done' };
      }),
    rollBackDeployment: (serviceDeploymentArn) =>
      call({ action: 'ecs:StopServiceDeployment', about: serviceDeploymentArn }, async () => {
        const { StopServiceDeploymentCommand } = await import('./clients/ecs-actions');
        const client = await ecs();
        await client.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }));
        return { state: 'done' };
      }),
  };
}

/**
 * An answer of AWS that says no changed nothing, and neither did a call that nobody's credentials could sign. A fault of a
 * server, or no answer, says nothing of what was done.
 */
function answerOf(error: unknown, question: Question, role: string | undefined): CallAnswer {
  const refusal = role === undefined ? refusalToPerson(error, question) : refusalOf(error, question, role);
  if (refusal === undefined) throw error;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  const isNo = SAYS_NO.has(refusal.kind) || (status >= 400 && status < 500);
  // The roles of the stack ask for the tag themselves: more often than the permission it is the tag that is missing.
  const isByTag = refusal.kind === 'denied' && role !== undefined && BY_TAG.has(question.action);
  const because = isByTag ? `${refusal.message}, or to the service the tag that allows it` : refusal.message;
  return { state: isNo ? 'refused' : 'unknown', because };
}

const BY_TAG: ReadonlySet<string> = new Set(['ecs:UpdateService', 'ecs:StopServiceDeployment']);

const SAYS_NO: ReadonlySet<RefusalKind> = new Set<RefusalKind>(['denied', 'throttled', 'credentials']);
