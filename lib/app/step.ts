import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import type { Symptom } from '../domain/symptom';

/** One thing that happened, and what ecs-medic has to say of it. */
export interface Step {
  /** Milliseconds since 1970; undefined where the recording tells no time. */
  readonly at: number | undefined;
  /** `cluster/service`, or the family of a task that stands alone. */
  readonly subject: string;
  readonly symptom: Symptom;
  readonly diagnosis: Diagnosis | undefined;
}
