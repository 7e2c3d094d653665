import type { JsonObject } from '../domain/json';
import type { World } from './replay';

/** What a recorded (or live) world holds that a timeline can tell of beside its incidents. */
export interface TimelineWorld extends World {
  readonly taskDefinitions?: readonly JsonObject[];
  readonly serviceDeployments?: readonly JsonObject[];
  readonly serviceRevisions?: readonly JsonObject[];
}
