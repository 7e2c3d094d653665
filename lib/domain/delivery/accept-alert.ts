import type { Alert } from '../incident/alert';
import { isIncidentAlert } from '../incident/is-incident-alert';
import { alertNumber } from './alert-number';
import type { Delivery } from './delivery';
import { revive } from './revive';
import { without } from './without';

const MOST_QUEUED = 64;

/** Where an alert stands among those of its thread; one that stands alone is the first. */
export const revisionOf = (alert: Alert): number => (isIncidentAlert(alert) ? alert.view.revision : 1);

/**
 * Takes in what must be told. The very same delivery where the alert brings nothing new: a second copy, one that is
 * older than what was said, or one of an incident that a digest tells. An alert to be said has 72 hours of its own, and
 * is tried in a channel that was given up.
 */
export function acceptAlert(delivery: Delivery, alert: Alert): Delivery {
  if (delivery.foldedInto !== undefined) return delivery;
  const revision = revisionOf(alert);
  const isNewest = delivery.wanted === undefined || revision > delivery.wanted.revision;
  const newest = isNewest ? { ...delivery, wanted: { alertId: alert.alertId, revision } } : delivery;
  if (alert.kind === 'update' || isTold(newest, revision) || isQueued(newest, revision)) return newest;
  const queue = [...newest.queue, alert.alertId].sort((a, b) => alertNumber(a) - alertNumber(b)).slice(-MOST_QUEUED);
  const taken = { ...newest, queue };
  return taken.dead === undefined ? without(taken, 'failingSince') : revive(taken);
}

/**
 * To the readers of the channel the incident is new: nothing of it has come before, or only a line of a digest, and by
 * now it is worse or still there after hours.
 */
export const isUnheard = ({ queue, said, posted, foldedInto }: Delivery, { kind }: Alert): boolean =>
  queue.length === 0 &&
  said.length === 0 &&
  posted === undefined &&
  (foldedInto === undefined || kind === 'reminder' || kind === 'escalated');

const isTold = ({ said }: Delivery, revision: number): boolean => revision <= Math.max(0, ...said);

const isQueued = ({ queue }: Delivery, revision: number): boolean => queue.some((id) => alertNumber(id) === revision);
