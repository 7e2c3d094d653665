import type { Alert, IncidentAlert } from '../domain/incident/alert';
import { alertTitle } from './alert/alert-title';
import { plainText } from './alert/plain-text';

/** Names the form. A change that an old reader would not understand gets a new number. */
export const ALERT_SCHEMA = 'ecs-medic.alert/1';

/** SNS and SQS carry 256 KiB with all that stands around the body. */
const LARGEST_JSON = 120_000;

/**
 * An alert for programs: the alert itself, its title and its plain text. See docs/alert.schema.json. Where it would be
 * too large for a message, the diagnoses of the later causes are left out.
 */
export function alertJson(alert: Alert): string {
  const whole = written(alert);
  if (alert.kind === 'digest' || whole.length <= LARGEST_JSON) return whole;
  const shorter = written(withDiagnoses(alert, 1));
  return shorter.length <= LARGEST_JSON ? shorter : written(withDiagnoses(alert, 0));
}

const written = (alert: Alert): string =>
  JSON.stringify({ schema: ALERT_SCHEMA, ...alert, title: alertTitle(alert), text: plainText(alert) });

const withDiagnoses = (alert: IncidentAlert, most: number): IncidentAlert => ({
  ...alert,
  view: {
    ...alert.view,
    causes: alert.view.causes.map((cause, index) => {
      if (index < most) return cause;
      const { diagnosis: _diagnosis, ...rest } = cause;
      return rest;
    }),
  },
});
