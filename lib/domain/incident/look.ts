import type { Symptom } from '../symptom';
import type { Subject } from './subject';

/** A question to explain-incidents: read the evidence of this symptom and sharpen the diagnosis. */
export interface Look {
  readonly subject: Subject;
  readonly incidentId: string;
  /** The cause that it is for, by one of its signatures; absent for a look at whether the service has recovered. */
  readonly signature?: string;
  readonly symptom: Symptom;
  /** Seconds until it is looked at. */
  readonly delay: number;
  /** No look follows: it is told with what there is. */
  readonly last: boolean;
}
