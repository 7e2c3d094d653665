import type { Alert } from '../../domain/incident/alert';
import type { Subject } from '../../domain/incident/subject';

/** The service or family that an alert is about; undefined for one about many, or about the whole deployment. */
export function subjectOf(alert: Alert): Subject | undefined {
  if (alert.kind === 'digest') return undefined;
  return alert.kind === 'notice' ? alert.notice.subject : alert.view.subject;
}
