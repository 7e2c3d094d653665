import type { Alert } from './alert';
import { isIncidentAlert } from './is-incident-alert';

/** What alerts belong together by: those of an incident share its message; a digest and a notice stand alone. */
export const threadOf = (alert: Alert): string => (isIncidentAlert(alert) ? alert.view.incidentId : alert.alertId);

/** The Slack channel that a service's tag names. */
export function ownChannelOf(alert: Alert): string | undefined {
  if (isIncidentAlert(alert)) return alert.view.channel;
  return alert.kind === 'notice' ? alert.channel : undefined;
}
