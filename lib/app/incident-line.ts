import type { CauseId } from '../domain/causes/cause-id';
import type { Incident, IncidentState } from '../domain/incident/incident';
import type { Subject } from '../domain/incident/subject';

/** What `replay --show incidents --format jsonl` says of one incident. The form is a contract. */
export interface IncidentLine {
  readonly incidentId: string;
  readonly cluster: string;
  /** Name of the service, or of the family of tasks that stand alone. */
  readonly service: string;
  /** One that recovers is still open; an open one that fails again and again is flapping. */
  readonly state: Exclude<IncidentState, 'recovering'> | 'flapping';
  /** Each once, in the order in which they came. */
  readonly causes: readonly CauseId[];
  readonly stops: number;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  /** When it was over, whatever its state; null while it is open. */
  readonly resolvedAt: string | null;
}

/** What is told of an incident; the record's has it all. */
type ToldIncident = Pick<Incident, 'id' | 'state' | 'flapping' | 'stops' | 'openedAt' | 'closedAt'> & {
  readonly causes: readonly { readonly cause: CauseId }[];
};

export const incidentLine = ({ cluster, name }: Subject, incident: ToldIncident): IncidentLine => ({
  incidentId: incident.id,
  cluster,
  service: name,
  state: stateOf(incident),
  causes: [...new Set(incident.causes.map(({ cause }) => cause))],
  stops: incident.stops,
  openedAt: new Date(incident.openedAt).toISOString(),
  resolvedAt: incident.closedAt === undefined ? null : new Date(incident.closedAt).toISOString(),
});

function stateOf({ state, flapping }: ToldIncident): IncidentLine['state'] {
  return state === 'open' || state === 'recovering' ? (flapping ? 'flapping' : 'open') : state;
}
