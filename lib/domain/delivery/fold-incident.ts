import type { Delivery, FoldedIncident } from './delivery';
import { STORM_WINDOW } from './register-opening';
import { revive } from './revive';
import { without } from './without';

/** A digest that was given up is tried again by a new incident, but not by each of a storm. */
const REVIVAL_INTERVAL = 60_000;

/** Adds a new incident to the delivery of a digest; one that it tells already changes nothing. */
export function foldIncident(delivery: Delivery, incident: FoldedIncident, now: number): Delivery {
  const { digest = { since: now, until: now, incidents: [] }, key, dead } = delivery;
  if (digest.incidents.some(({ incidentId }) => incidentId === incident.incidentId)) return delivery;
  const incidents = [...digest.incidents, incident];
  const tried = dead !== undefined && now - dead.at >= REVIVAL_INTERVAL ? revive(delivery) : delivery;
  return {
    ...tried,
    digest: { since: digest.since, until: Math.max(digest.until, now + STORM_WINDOW), incidents },
    wanted: { alertId: `${key.thread}/${incidents.length}`, revision: incidents.length },
  };
}

/** The digest with this thread tells the incident from now on; nothing is owed here any more. */
export const afterFolding = (delivery: Delivery, thread: string): Delivery =>
  delivery.foldedInto === thread ? delivery : { ...delivery, foldedInto: thread };

/** From now on the incident has a message of its own. */
export const afterUnfolding = (delivery: Delivery): Delivery =>
  delivery.foldedInto === undefined ? delivery : without(delivery, 'foldedInto');
