import type { TaskDefinition } from './definition/task-definition';
import type { Read } from './read';
import type { Service } from './service';
import type { TargetGroup, TargetHealth } from './target-group';

/** Everything that was read, or could not be read, to explain one symptom. */
export interface Evidence {
  readonly definition: Read<TaskDefinition>;
  readonly lastGood: Read<LastGood>;
  readonly logs: Read<readonly ContainerLog[]>;
  readonly service: Read<Service>;
  readonly targetGroups: Read<readonly TargetGroup[]>;
  readonly targetHealth: Read<readonly TargetHealth[]>;
}

/** The revision to compare with, and how it is known to have been good. */
export interface LastGood {
  readonly definition: TaskDefinition;
  /** `completed`: its deployment completed. `previous`: only the revision before, of which nothing better is known. */
  readonly basis: 'completed' | 'previous';
}

/** What one container wrote, oldest line first. */
export interface ContainerLog {
  readonly container: string;
  readonly group: string;
  readonly stream: string;
  readonly lines: readonly string[];
}
