import { acceptAlert, isUnheard, revisionOf } from '../domain/delivery/accept-alert';
import { arrange } from '../domain/delivery/arrange';
import type { Delivery, DeliveryKey, FoldedIncident } from '../domain/delivery/delivery';
import { afterFolding, afterUnfolding, foldIncident } from '../domain/delivery/fold-incident';
import { registerOpening } from '../domain/delivery/register-opening';
import { revive } from '../domain/delivery/revive';
import type { Alert, IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { ownChannelOf, threadOf } from '../domain/incident/thread-of';
import { alertTitle } from '../render/alert/alert-title';
import { changeChannel, changeDelivery } from './change-delivery';
import type { AlertReader } from './delivery-call';
import { parseDeliveryMessage } from './parse-delivery-message';
import type { ChatPorts } from './ports';
import type { QueueMessage } from './respond-to-events';
import { AlertMissingError, type DeliveryPorts, workDelivery } from './work-delivery';

/** No call is begun later than this after the start; what is left is taken up by the watch. Milliseconds. */
export const DELIVERY_BUDGET = 20_000;

/** The channel of a webhook is its own secret; this stands for it. */
const WEBHOOK = 'webhook';

/** What a batch brings for one message to one channel. */
interface Group {
  readonly key: DeliveryKey;
  readonly ids: string[];
  readonly alerts: Alert[];
  revive: boolean;
}

/**
 * Takes alerts, and nudges for what is owed, to the channels. A call that the chat refuses is state, not a failed
 * message: it is tried again when it is due. Answers the ids of the messages that must come again: unusable ones (until
 * their queue gives them to the DLQ), and those whose state could not be stored.
 */
export async function deliverAlerts(
  messages: readonly QueueMessage[],
  ports: DeliveryPorts,
): Promise<readonly string[]> {
  const deadline = ports.now() + DELIVERY_BUDGET;
  const failed = new Set<string>();
  for (const group of groupsOf(messages, ports, failed))
    try {
      await deliver(group, ports, deadline);
    } catch (error) {
      for (const id of group.ids) failed.add(id);
      ports.report(`what is owed to ${group.key.channel} could not be taken in hand; it comes again`, error);
    }
  return [...failed];
}

function groupsOf(messages: readonly QueueMessage[], ports: DeliveryPorts, failed: Set<string>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { id, body } of messages) {
    const message = parseDeliveryMessage(body);
    if ('problem' in message) {
      failed.add(id);
      ports.count('EventsNotUnderstood', 1);
      ports.report('a message is neither an alert nor a nudge', new Error(message.problem));
      continue;
    }
    if (message.kind === 'alert' && ports.mode() === 'none') {
      ports.count('AlertsWithoutChat', 1);
      continue;
    }
    const key = message.kind === 'alert' ? keyOf(message.alert, ports) : message.key;
    const name = JSON.stringify([key.channel, key.thread]);
    const group = groups.get(name) ?? { key, ids: [], alerts: [], revive: false };
    groups.set(name, group);
    group.ids.push(id);
    if (message.kind === 'alert') group.alerts.push(message.alert);
    else group.revive ||= message.revive;
  }
  return [...groups.values()];
}

function keyOf(alert: Alert, chat: ChatPorts): DeliveryKey {
  const channel = chat.mode() === 'webhook' ? WEBHOOK : (ownChannelOf(alert) ?? chat.defaultChannel());
  return { channel, thread: threadOf(alert) };
}

async function deliver(group: Group, ports: DeliveryPorts, deadline: number): Promise<void> {
  const { key } = group;
  const alerts = [...group.alerts].sort((a, b) => revisionOf(a) - revisionOf(b));
  // It tells of no incident whose record would keep its body.
  await Promise.all(alerts.map((alert) => (isIncidentAlert(alert) ? undefined : ports.writeAlert(alert))));
  const { isNew, digest } = await foldIfStorm(key, alerts, ports);
  const accept = (delivery: Delivery): Delivery => {
    const owing = isNew ? afterUnfolding(delivery) : delivery;
    return alerts.reduce(acceptAlert, group.revive ? revive(owing) : owing);
  };
  const leased =
    digest === undefined
      ? await take(key, ports, accept)
      : await take(digest.key, ports, (delivery) => foldIncident(delivery, digest.incident, ports.now()));
  if (digest !== undefined) await changeDelivery(key, ports, (delivery) => afterFolding(delivery, digest.key.thread));
  if (leased !== undefined) await workDelivery(leased, readerOf(alerts, ports), ports, deadline);
}

/** Stores a change; answers the delivery where the same write took the lease, so that what is owed is sent here. */
async function take(
  key: DeliveryKey,
  ports: DeliveryPorts,
  change: (delivery: Delivery) => Delivery,
): Promise<Delivery | undefined> {
  let isMine = false;
  const stored = await changeDelivery(key, ports, (delivery) => {
    const arranged = arrange(change(delivery), ports.mode(), ports.now());
    isMine = arranged.lease !== undefined && arranged.lease.owner !== delivery.lease?.owner;
    return arranged;
  });
  return isMine ? stored : undefined;
}

/** Whether the channel has not heard of the incident; the digest that tells it, unless it has a message of its own. */
async function foldIfStorm(
  key: DeliveryKey,
  alerts: readonly Alert[],
  ports: DeliveryPorts,
): Promise<{
  readonly isNew: boolean;
  readonly digest?: { readonly key: DeliveryKey; readonly incident: FoldedIncident };
}> {
  const newest = alerts.findLast((alert): alert is IncidentAlert => isIncidentAlert(alert) && alert.kind !== 'update');
  if (newest === undefined || !isUnheard(await ports.readDelivery(key), newest)) return { isNew: false };
  let thread: string | undefined;
  await changeChannel(key.channel, ports, (state) => {
    const registered = registerOpening(state, key.thread, ports.now());
    thread = registered.foldedInto;
    return registered.channel;
  });
  if (thread === undefined) return { isNew: true };
  const cause = newest.view.causes[0]?.cause ?? 'other';
  const incident = { incidentId: key.thread, cause, title: alertTitle(newest, LONGEST_TITLE) };
  return { isNew: true, digest: { key: { channel: key.channel, thread }, incident } };
}

/** Of one line of a digest, so that the item stays small. */
const LONGEST_TITLE = 100;

/** The bodies at hand need no read. */
function readerOf(alerts: readonly Alert[], ports: DeliveryPorts): AlertReader {
  const atHand = new Map(alerts.map((alert) => [alert.alertId, alert]));
  return async (alertId) => {
    const alert = atHand.get(alertId) ?? (await ports.readAlert(alertId));
    if (alert === undefined) throw new AlertMissingError(alertId);
    return alert;
  };
}
