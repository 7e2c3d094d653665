import type { Alert, IncidentAlert } from '../domain/incident/alert';
import type { Notice } from '../domain/incident/notice';
import { alertTitle } from './alert/alert-title';
import { plainText } from './alert/plain-text';
import { cutText } from './clean-text';

/** Names the form. A change that an old reader would not understand gets a new number. */
export const ALERT_SCHEMA = 'ecs-medic.alert/1';

/** SNS and SQS carry 256 KiB with all that stands around the body. */
const LARGEST_JSON = 120_000;

/** A first look that lists more failing services than fit says how many are left out. */
const MOST_FAILING = 200;

/**
 * An alert for programs: the alert itself, its title and its plain text. See docs/alert.schema.json. Where it would be
 * too large for a message, the diagnoses of the later causes are left out.
 */
export function alertJson(alert: Alert): string {
  const whole = written(alert);
  if (whole.length <= LARGEST_JSON) return whole;
  if (alert.kind === 'digest') {
    const { failing, more = 0 } = alert;
    const listed = failing.slice(0, MOST_FAILING);
    return written({ ...alert, failing: listed, more: more + failing.length - listed.length });
  }
  if (alert.kind === 'notice') return written({ ...alert, notice: shortNotice(alert.notice) });
  const shorter = written(withDiagnoses(alert, 1));
  return shorter.length <= LARGEST_JSON ? shorter : written(withDiagnoses(alert, 0));
}

const written = (alert: Alert): string =>
  JSON.stringify({ schema: ALERT_SCHEMA, ...alert, title: alertTitle(alert), text: plainText(alert) });

/** Ours are a few sentences; this bounds what might come. */
const shortNotice = ({ lines, commands, ...head }: Notice): Notice => ({
  ...head,
  lines: lines.slice(0, MOST_LINES).map((line) => cutText(line, LONGEST_LINE)),
  commands: commands.slice(0, MOST_LINES).filter((command) => command.length <= LONGEST_LINE),
});

const MOST_LINES = 20;
const LONGEST_LINE = 2_000;

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
