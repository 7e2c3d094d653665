import type { Alert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import type { TopicMessage } from '../domain/incident/topic-message';
import { severityOf } from './alert/incident-sign';
import { leadCauseOf } from './alert/lead-cause';
import { subjectOf } from './alert/subject-of';
import { alertJson } from './alert-json';
import { amazonQ } from './amazon-q';
import { cleanText, cutText } from './clean-text';
import { alertEmail } from './email/alert-email';

/**
 * An alert as the topic carries it: a body for each kind of reader, and attributes for filter policies. Times that no
 * reader's own clock can show are written in the zone, UTC without one.
 */
export function topicMessage(alert: Alert, timeZone?: string): TopicMessage {
  const { subject, body } = alertEmail(alert, timeZone);
  return {
    alertId: alert.alertId,
    subject,
    json: alertJson(alert),
    email: body,
    amazonQ: amazonQ(alert, timeZone),
    attributes: attributesOf(alert),
  };
}

/** UTF-16 units; a name of ECS has no more. */
const LONGEST_ATTRIBUTE = 255;

function attributesOf(alert: Alert): Readonly<Record<string, string>> {
  const subject = subjectOf(alert);
  const attributes = {
    severity: severityOf(alert),
    kind: alert.kind,
    cause: isIncidentAlert(alert) ? (leadCauseOf(alert)?.cause ?? '') : '',
    cluster: cutText(cleanText(subject?.cluster ?? ''), LONGEST_ATTRIBUTE),
    service: cutText(cleanText(subject?.name ?? ''), LONGEST_ATTRIBUTE),
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}
