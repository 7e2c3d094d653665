import type { DeploymentStateChange, ServiceAction } from './ecs-events/ecs-event';
import type { Service } from './service';
import type { Stop, Task } from './stop';

/** What is to be explained. */
export type Symptom =
  | { readonly kind: 'stop'; readonly stop: Stop }
  /** A task that was told to stop and still runs: the Spot warning. */
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'deployment'; readonly event: DeploymentStateChange }
  | { readonly kind: 'service-action'; readonly event: ServiceAction }
  /** No event at all: what DescribeServices and the load balancer say. */
  | { readonly kind: 'service'; readonly service: Service }
  /** A text that somebody pasted. */
  | { readonly kind: 'text'; readonly text: string };
