import { alertNumber } from '../../../lib/domain/delivery/alert-number';
import type { Alert } from '../../../lib/domain/incident/alert';
import { isIncidentAlert } from '../../../lib/domain/incident/is-incident-alert';
import type { MemoryChat } from '../../../lib/memory/memory-chat';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Shown, Watcher } from './watcher';

/**
 * I-3, I-4, I-7, I-10: what was published reached its channel, in order, once where nothing was uncertain; the message
 * shows the newest revision; digests tell every incident that they stand for.
 */
export function checkSlack(store: MemoryStore, chat: MemoryChat, watcher: Watcher): void {
  const deliveries = new Map(store.deliveries().map((delivery) => [threadKey(delivery.key), delivery]));
  const wanted = newestByThread(
    [...watcher.publishedAlerts.values()].map(({ alert }) => alert),
    chat,
  );
  for (const { channel, thread, newest, loud } of wanted.values()) {
    const delivery = deliveries.get(threadKey({ channel, thread }));
    if (delivery?.foldedInto !== undefined) {
      const digest = deliveries.get(threadKey({ channel, thread: delivery.foldedInto }))?.digest;
      if (!digest?.incidents.some(({ incidentId }) => incidentId === thread))
        watcher.violate('I-7', `${thread} was folded into ${delivery.foldedInto}, which does not tell it`);
      continue;
    }
    if (loud.length === 0) continue;
    if (delivery === undefined) {
      watcher.violate('I-10', `${thread} was published and never taken to ${channel}`);
      continue;
    }
    if (delivery.dead !== undefined) {
      watcher.violate('I-10', `${thread} was given up and not taken up again: ${delivery.dead.because}`);
      continue;
    }
    const shown = watcher.shown.filter(
      (one) => one.channel === channel && one.alertIds.some((id) => threadOf(id) === thread),
    );
    const latest = Math.max(0, ...shown.flatMap(({ alertIds }) => alertIds.map(alertNumber)));
    const isShort = chat.mode() === 'webhook' ? Math.max(...loud) > latest : newest > latest;
    if (isShort) watcher.violate('I-10', `${thread} was told up to ${latest}, published up to ${newest}`);
    if (chat.mode() === 'bot' && delivery.posted !== undefined && delivery.posted.revision < newest)
      watcher.violate('I-10', `the message of ${thread} shows ${delivery.posted.revision} of ${newest}`);
    if (delivery.queue.length > 0) watcher.violate('I-10', `${thread} still owes ${delivery.queue.join(', ')}`);
    for (const revision of loud)
      if (!shown.some(({ kind, alertIds }) => kind !== 'edit' && alertIds.some((id) => alertNumber(id) >= revision)))
        watcher.violate('I-10', `alert ${revision} of ${thread} never reached ${channel}`);
    checkCopies(thread, shown, watcher);
  }
  checkDigests(store, chat, watcher);
  checkTexts(watcher);
}

/** I-4: what shows an alert shows it in the same words each time. */
function checkTexts(watcher: Watcher): void {
  const texts = new Map<string, string>();
  for (const { alertIds, text } of watcher.shown) {
    const [alertId] = alertIds;
    if (alertId === undefined) continue;
    const before = texts.get(alertId);
    if (before !== undefined && before !== text)
      watcher.violate('I-4', `${alertId} was shown as: ${before} and as: ${text}`);
    texts.set(alertId, text);
  }
}

interface Wanted {
  readonly channel: string;
  readonly thread: string;
  readonly newest: number;
  /** Numbers of the alerts that call people. */
  readonly loud: readonly number[];
}

function newestByThread(alerts: readonly Alert[], chat: MemoryChat): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const alert of alerts) {
    const view = isIncidentAlert(alert) ? alert.view : undefined;
    const own = alert.kind === 'notice' ? alert.channel : view?.channel;
    const channel = chat.mode() === 'webhook' ? 'webhook' : (own ?? chat.defaultChannel());
    const thread = view?.incidentId ?? alert.alertId;
    const revision = view?.revision ?? 1;
    const key = threadKey({ channel, thread });
    const before = wanted.get(key);
    wanted.set(key, {
      channel,
      thread,
      newest: Math.max(before?.newest ?? 0, revision),
      loud: alert.kind === 'update' ? (before?.loud ?? []) : [...(before?.loud ?? []), revision],
    });
  }
  return wanted;
}

/** I-3 and the order: a second copy only where somebody could not know of the first. */
function checkCopies(thread: string, shown: readonly Shown[], watcher: Watcher): void {
  const isCertain = shown.every(({ by }) => by.faults === 0 && !by.wasCut);
  const copies = new Map<string, Shown[]>();
  for (const one of shown) {
    if (one.kind === 'edit') continue;
    const told = one.alertIds[one.alertIds.length - 1];
    if (told !== undefined) copies.set(told, [...(copies.get(told) ?? []), one]);
  }
  for (const [alertId, posts] of copies) {
    const excused = posts.filter(({ by }) => by.faults > 0 || by.wasCut).length;
    if (posts.length - 1 > excused)
      watcher.violate('I-3', `${alertId} was posted ${posts.length} times, ${excused} of them by somebody cut off`);
  }
  if (!isCertain) return;
  // The message itself shows the newest view; below it, what came before is told in its order.
  const replies = shown.filter(({ kind }) => kind === 'reply').map(({ alertIds }) => alertNumber(alertIds[0] ?? ''));
  const late = replies.find((number, index) => number <= Math.max(0, ...replies.slice(0, index)));
  if (late !== undefined) watcher.violate('I-10', `${thread}: told in the order ${replies.join(', ')}`);
}

function checkDigests(store: MemoryStore, chat: MemoryChat, watcher: Watcher): void {
  const folded = new Map<string, Set<string>>();
  for (const { key, foldedInto } of store.deliveries())
    if (foldedInto !== undefined) {
      const name = threadKey({ channel: key.channel, thread: foldedInto });
      folded.set(name, (folded.get(name) ?? new Set()).add(key.thread));
    }
  for (const { key, digest, dead } of store.deliveries()) {
    if (digest === undefined || dead !== undefined) continue;
    const name = threadKey(key);
    const stored = new Set(digest.incidents.map(({ incidentId }) => incidentId));
    const missing = [...(folded.get(name) ?? [])].filter((incidentId) => !stored.has(incidentId));
    if (missing.length > 0 || stored.size !== digest.incidents.length)
      watcher.violate('I-7', `${key.thread} does not tell ${missing.join(', ')}`);
    const messages = watcher.shown.filter(({ alertIds }) => alertIds.some((id) => threadOf(id) === key.thread));
    const last = messages.at(-1);
    if (last === undefined) watcher.violate('I-10', `${key.thread} was never shown`);
    else if (chat.mode() === 'bot' && !last.text.includes(` ${digest.incidents.length} new incident`))
      watcher.violate('I-7', `${key.thread} stands for ${digest.incidents.length} incidents and says: ${last.text}`);
  }
}

const threadKey = ({ channel, thread }: { readonly channel: string; readonly thread: string }): string =>
  `${channel} ${thread}`;

/** `prod/app-1#1` of `prod/app-1#1/2-5f0c11aa`; a digest and a notice stand alone. */
const threadOf = (alertId: string): string =>
  alertId.startsWith('notice/') ? alertId : alertId.replace(/\/\d{1,15}(?:-[0-9a-f]+)?$/, '');
