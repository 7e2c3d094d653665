import type { EvidencePorts } from '../../../lib/app/ports';
import type { DiagnosisRecord } from '../../../lib/domain/diagnosis/diagnosis-record';
import type { IncidentState } from '../../../lib/domain/incident/incident';
import type { Subject } from '../../../lib/domain/incident/subject';
import type { JsonObject } from '../../../lib/domain/json';
import type { Service } from '../../../lib/domain/service';
import type { TargetHealth } from '../../../lib/domain/target-group';
import type { Template } from './template';

/** What happens to one subject, and what must become of it. */
export interface Story {
  readonly name: string;
  readonly subject: Subject;
  /** In the order in which they happen. */
  readonly events: readonly StoryEvent[];
  /** The service as ECS describes it from a time on, oldest first; undefined: it does not exist. Empty for a family. */
  readonly states: readonly ServiceState[];
  /** Whose definition and logs can be read, by revision. */
  readonly templates: ReadonlyMap<number, Template>;
  /** What can be read instead, where the story is a whole recording. */
  readonly evidence?: (now: () => number) => EvidencePorts;
  /** Ids of tasks that failed, and of tasks that stopped in the course of normal life. */
  readonly failing: readonly string[];
  readonly harmless: readonly string[];
  /** `always`: whatever goes wrong on the way. `in-fair-weather`: where nothing goes wrong. */
  readonly told: 'always' | 'in-fair-weather' | 'maybe' | 'never';
  /** How the latest incident may have ended at rest; undefined where anything goes. */
  readonly ends: readonly IncidentState[] | undefined;
}

export interface StoryEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: JsonObject;
  /** What the event alone shows. */
  readonly diagnosis: DiagnosisRecord | undefined;
  /** Of a stop. */
  readonly taskId?: string;
}

export interface ServiceState {
  readonly from: number;
  readonly service: Service | undefined;
  readonly targetHealth?: readonly TargetHealth[];
}
