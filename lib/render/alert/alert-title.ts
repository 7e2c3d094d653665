import type { Alert, IncidentAlert, IncidentView } from '../../domain/incident/alert';
import type { Subject } from '../../domain/incident/subject';
import { cleanText, cutText } from '../clean-text';
import { counted, durationOf } from '../words';
import { loudActionOf } from './done-parts';
import { leadCauseOf, whatIsWrong } from './lead-cause';

const LONGEST_TITLE = 150;
const LONGEST_NAME = 60;
const LONGEST_CLUSTER = 40;

/**
 * One line that stands alone on a phone, at most `longest` UTF-16 units:
 * `orders-api (prod): image tag 1.4.2 does not exist, 0 of 3 running`.
 */
export function alertTitle(alert: Alert, longest = LONGEST_TITLE): string {
  return alert.isTest === true ? `${TEST}${titleOf(alert, longest - TEST.length)}` : titleOf(alert, longest);
}

const TEST = 'TEST: ';

function titleOf(alert: Alert, longest: number): string {
  if (alert.kind === 'digest') return digestTitle(alert.watching, alert.failing.length + (alert.more ?? 0));
  if (alert.kind === 'notice') {
    const { subject, title } = alert.notice;
    return cutText(`${subject === undefined ? 'ecs-medic' : nameOf(subject)}: ${cleanText(title)}`, longest);
  }
  const { before, what, after } = sayingOf(alert);
  const start = `${nameOf(alert.view.subject)}: ${before}`;
  const room = Math.max(0, longest - start.length - after.length);
  return cutText(`${start}${cutText(what, room)}${after}`, longest);
}

/** `orders-api (prod)`, `task nightly-report (prod)`. */
export function nameOf({ kind, cluster, name }: Subject): string {
  const short = `${kind === 'family' ? 'task ' : ''}${cutText(cleanText(name), LONGEST_NAME)}`;
  return cluster === 'unknown' ? short : `${short} (${cutText(cleanText(cluster), LONGEST_CLUSTER)})`;
}

function digestTitle(watching: number, failing: number): string {
  const found = failing === 0 ? 'none failing' : `${failing.toLocaleString('en-US')} already failing`;
  return `ecs-medic is watching ${counted(watching, 'service')}, ${found}`;
}

/** What gives way where it is too long, and what stands around it. */
interface Saying {
  readonly before: string;
  readonly what: string;
  readonly after: string;
}

function sayingOf(alert: IncidentAlert): Saying {
  const { view, kind, at } = alert;
  const lead = leadCauseOf(alert);
  const what = lead === undefined ? 'tasks fail' : whatIsWrong(lead);
  const lasted = durationOf((view.closedAt ?? at) - view.openedAt);
  const runs = runningOf(view);
  const after = runs === undefined ? '' : `, ${runs}`;
  const action = kind === 'action' ? loudActionOf(view) : undefined;
  if (action?.title !== undefined) return { before: `${cleanText(action.title)}: `, what, after: '' };
  if (action !== undefined) return { before: '', what: cleanText(action.text), after: '' };
  switch (view.state) {
    case 'resolved':
      return kind === 'opened'
        ? { before: `failed for ${lasted} and recovered: `, what, after: '' }
        : { before: '', what: `resolved after ${lasted}`, after: '' };
    case 'rolled-back':
      return { before: `rolled back after ${lasted}: `, what, after: '' };
    case 'held':
      return view.hold === undefined
        ? { before: '', what: 'stopped: desired count is 0', after: '' }
        : { before: `${heldWords(view.hold)}: `, what, after: '' };
    case 'deleted':
      return { before: '', what: 'closed: the service was deleted', after: '' };
    case 'expired':
      return { before: '', what: 'closed: it has not been heard of again', after: '' };
    case 'recovering':
      return { before: `recovering${after}; it was: `, what, after: '' };
    case 'open':
      break;
  }
  if (kind === 'escalated') return { before: `now ${runs ?? view.severity}: `, what, after: '' };
  if (kind === 'reminder') return { before: `still failing after ${durationOf(at - view.openedAt)}: `, what, after };
  if (view.flapping) return { before: 'fails again and again: ', what, after };
  if (kind === 'cause-added') return { before: 'new cause: ', what, after };
  return { before: lead?.regressionOf === undefined ? '' : 'back again: ', what, after };
}

/** `held at 0 by ecs-medic, 3 before` */
const heldWords = ({ owner, remembered }: NonNullable<IncidentView['hold']>): string =>
  `${HELD[owner]}, ${remembered.toLocaleString('en-US')} before`;

const HELD = {
  incident: 'held at 0 by ecs-medic',
  schedule: 'held at 0 by its schedule',
  person: 'held at 0 by a person',
} as const;

/** `0 of 3 running`, where both are known. */
export const runningOf = ({ running, desired }: IncidentView): string | undefined =>
  running === undefined || desired === undefined
    ? undefined
    : `${running.toLocaleString('en-US')} of ${desired.toLocaleString('en-US')} running`;
