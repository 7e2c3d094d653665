import { isOpen } from './incident';
import { lastFailureOf } from './recovery';
import type { ServiceRecord } from './service-record';
import { isTellable } from './tell';
import type { Thresholds } from './thresholds';

/** What was written and not published is taken up by the watch after so long. */
export const OUTBOX_PATIENCE = 60_000;

/** A silence that the sweep watches stays in the index, so that its end is seen. */
const SILENCE_PATIENCE = 3_600_000;

/**
 * When time itself will change something about a record: the earliest of them. Every open incident is due some day, so
 * the index also lists what is open. Undefined: nothing is owed.
 */
export function dueAtOf(record: ServiceRecord, now: number, thresholds: Thresholds): number | undefined {
  const { incident, outbox, mute, silence } = record;
  const times: number[] = outbox.length > 0 ? [now + OUTBOX_PATIENCE] : [];
  if (silence !== undefined) times.push(now + SILENCE_PATIENCE);
  if (isOpen(incident)) {
    const { toldAt, recovery, reminders, causes } = incident;
    if (recovery !== undefined) times.push(recovery.until);
    for (const cause of causes)
      if (!cause.told && cause.awaitedUntil !== undefined) times.push(cause.awaitedUntil);
      else if (!cause.told && isTellable(cause, now, thresholds)) times.push(now);
    const reminder = thresholds.reminders[reminders];
    if (toldAt !== undefined && reminder !== undefined && recovery === undefined) times.push(toldAt + reminder);
    times.push(lastFailureOf(incident) + silenceOf(record, thresholds));
  }
  if (times.length === 0) return undefined;
  const due = Math.min(...times);
  // A muted service tells nothing; what it owes waits for the end of the mute.
  return mute !== undefined && mute.until > now && incident?.recovery === undefined && outbox.length === 0
    ? Math.max(due, Math.min(mute.until, now + thresholds.familySilence))
    : due;
}

/** How long after its last failure an incident is given up as forgotten. */
export const silenceOf = ({ subject, incident }: ServiceRecord, thresholds: Thresholds): number =>
  incident?.toldAt === undefined
    ? thresholds.untoldSilence
    : subject.kind === 'family'
      ? thresholds.familySilence
      : thresholds.regressionWindow;
