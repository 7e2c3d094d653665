import { asArray, asObject, type JsonObject } from '../../../lib/domain/json';
import { type AwsCall, nameOf } from './aws-call';
import type { CannedAnswer } from './fault-proxy';

/** Application Auto Scaling as far as services need it: the emulator has none. */
export interface AutoScaling {
  /** Scalable targets by resource id, such as `service/prod/orders-api`. */
  readonly targets: Map<string, JsonObject>;
  answer(call: AwsCall): CannedAnswer | undefined;
}

export function autoScaling(): AutoScaling {
  const targets = new Map<string, JsonObject>();
  return {
    targets,
    answer(call) {
      const { parameters } = call;
      switch (nameOf(call)) {
        case 'application-autoscaling:DescribeScalableTargets':
          return {
            status: 200,
            body: {
              ScalableTargets: asArray(parameters['ResourceIds']).flatMap((id) => targets.get(String(id)) ?? []),
            },
          };
        case 'application-autoscaling:RegisterScalableTarget': {
          const id = String(parameters['ResourceId']);
          const before = targets.get(id);
          targets.set(id, {
            ...before,
            ...parameters,
            SuspendedState: { ...asObject(before?.['SuspendedState']), ...asObject(parameters['SuspendedState']) },
          });
          return { status: 200, body: {} };
        }
        default:
          return undefined;
      }
    },
  };
}
