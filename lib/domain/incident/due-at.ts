import { type Incident, isOpen } from './incident';
import { lastFailureOf } from './recovery';
import type { ServiceRecord } from './service-record';
import { isTellable } from './tell';
import type { Thresholds } from './thresholds';

/** What was written and not published is taken up by the watch after so long. */
const OUTBOX_PATIENCE = 60_000;

/** A silence that the sweep watches stays in the index, so that its end is seen. */
const SILENCE_PATIENCE = 3_600_000;

/** A held service stays in the index too, so that the sweep looks after it; so does one whose scaling is to be put back. */
const HOLD_PATIENCE = 3_600_000;
/** A change that nobody settled. */
const INTENT_PATIENCE = 60_000;

/**
 * When time itself will change something about a record: the earliest of them. Every open incident is due some day, so
 * the index also lists what is open. Undefined: nothing is owed. Never a time that a look at the record would not move:
 * it would be looked at every minute.
 */
export function dueAtOf(record: ServiceRecord, now: number, thresholds: Thresholds): number | undefined {
  const { incident, outbox, silence } = record;
  const times = isOpen(incident) ? timesOf(record, incident, now, thresholds) : [];
  if (outbox.length > 0) times.push(now + OUTBOX_PATIENCE);
  if (silence !== undefined) times.push(now + SILENCE_PATIENCE);
  if (record.hold !== undefined || record.leftAlone?.scalableTarget !== undefined) times.push(now + HOLD_PATIENCE);
  if (record.intent !== undefined) times.push(now + INTENT_PATIENCE);
  if (incident?.toldAt !== undefined && !isOpen(incident) && incident.changed) times.push(audibleAt(record, now));
  return times.length === 0 ? undefined : Math.min(...times);
}

function timesOf(record: ServiceRecord, incident: Incident, now: number, thresholds: Thresholds): number[] {
  const { toldAt, recovery, reminders, causes } = incident;
  const audible = audibleAt(record, now);
  const times = [lastFailureOf(incident) + silenceOf(record, thresholds)];
  // While the sweep sees it fail the recovery does not end; its next look says when.
  if (recovery !== undefined && record.silence === undefined) times.push(recovery.until);
  for (const cause of causes) {
    if (cause.told) continue;
    const { awaitedUntil = now } = cause;
    if (awaitedUntil > now) times.push(Math.max(awaitedUntil, audible));
    else if (isTellable(cause, record, now, thresholds)) times.push(audible);
  }
  const reminder = thresholds.reminders[reminders];
  if (toldAt !== undefined && reminder !== undefined && recovery === undefined)
    times.push(Math.max(toldAt + reminder, audible));
  return times;
}

/** From when on something can be told: a muted service tells nothing before the end of the mute. */
const audibleAt = ({ mute }: ServiceRecord, now: number): number => Math.max(now, mute?.until ?? now);

/** How long after its last failure an incident is given up as forgotten. */
export const silenceOf = ({ subject, incident }: ServiceRecord, thresholds: Thresholds): number =>
  subject.kind === 'family'
    ? thresholds.familySilence
    : incident?.toldAt === undefined
      ? thresholds.untoldSilence
      : thresholds.regressionWindow;
