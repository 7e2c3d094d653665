import type { IncidentAlert } from '../../domain/incident/alert';
import { leadCauseOf } from './lead-cause';

/** The command that shows the page of the cause that an alert is about; a test is about none. */
export function aboutCause(alert: IncidentAlert): string | undefined {
  const lead = leadCauseOf(alert);
  return lead === undefined || alert.isTest === true ? undefined : `ecs-medic explain ${lead.cause}`;
}
