import type { ServiceKey } from '../app/ports';
import type { ScalableTarget } from '../domain/action/scalable-target';
import { asBoolean, asInteger, asObject, asObjects } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import type { LazyClient } from './clients';
import type { ApplicationAutoScalingClient } from './clients/application-auto-scaling';
import type { Ask } from './reading';
import { DIMENSION, resourceIdOf } from './scalable-target-of';

/** What scales the count of a service; known and undefined where nothing does. */
export async function readScalableTarget(
  key: ServiceKey,
  applicationAutoScaling: LazyClient<ApplicationAutoScalingClient>,
  ask: Ask,
): Promise<Read<ScalableTarget | undefined>> {
  const { DescribeScalableTargetsCommand } = await import('./clients/application-auto-scaling');
  const client = await applicationAutoScaling();
  const resourceId = resourceIdOf(key);
  const answer = await ask(
    { action: 'application-autoscaling:DescribeScalableTargets', about: resourceId },
    (options) =>
      client.send(
        new DescribeScalableTargetsCommand({
          ServiceNamespace: 'ecs',
          ResourceIds: [resourceId],
          ScalableDimension: DIMENSION,
        }),
        options,
      ),
  );
  const target = asObjects(answer.ScalableTargets).find(({ ResourceId }) => ResourceId === resourceId);
  if (target === undefined) return known(undefined);
  const min = asInteger(target['MinCapacity']);
  const max = asInteger(target['MaxCapacity']);
  if (min === undefined || max === undefined)
    return unavailable(`the scalable target of ${resourceId} came without its bounds`);
  const suspended = asObject(target['SuspendedState']);
  return known({
    min,
    max,
    suspended: {
      dynamicIn: asBoolean(suspended?.['DynamicScalingInSuspended']) ?? false,
      dynamicOut: asBoolean(suspended?.['DynamicScalingOutSuspended']) ?? false,
      scheduled: asBoolean(suspended?.['ScheduledScalingSuspended']) ?? false,
    },
  });
}
