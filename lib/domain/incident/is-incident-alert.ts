import type { Alert, IncidentAlert } from './alert';

/** Whether an alert tells of one incident, and so carries its view. */
export const isIncidentAlert = (alert: Alert): alert is IncidentAlert => 'view' in alert;
