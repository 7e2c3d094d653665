import type { Change } from './change';
import { causeOf, type Failure } from './count-cause';
import type { Incident, IncidentCause } from './incident';
import type { Look } from './look';
import type { ServiceRecord } from './service-record';

/** Seconds after which evidence is read: at once, and while the last lines of a log may still be on their way. */
export const LOOK_DELAYS = [0, 10, 30] as const;
/** At the third stop evidence is read once more: by then there is more of it. */
const READ_AGAIN_AT = 3;
/** Where the words of a cause differ from stop to stop, only so many of them are looked into. */
const MOST_LOOKS = 8;

/** When its evidence is read, in seconds from now: of a cause (or a wording of it) that is new, and at the third stop. */
export function delaysFor(
  known: IncidentCause | undefined,
  cause: IncidentCause | undefined,
  { proved, isStop }: Failure,
): readonly number[] {
  if (known === undefined) {
    if (cause !== undefined && cause.looks >= MOST_LOOKS) return [];
    return proved ? LOOK_DELAYS.slice(0, 1) : LOOK_DELAYS;
  }
  // While its evidence is awaited, the looks that were asked for see the third stop too.
  const isDue = isStop && cause?.stops === READ_AGAIN_AT && cause.awaitedUntil === undefined;
  return isDue ? LOOK_DELAYS.slice(0, 1) : [];
}

/** The questions that are asked for one cause, the last of which tells with what there is. */
export const looksFor = (
  { subject }: ServiceRecord,
  { id }: Incident,
  signature: string,
  { symptom }: { readonly symptom: Look['symptom'] },
  delays: readonly number[],
): readonly Look[] =>
  delays.map((delay, index) => ({
    subject,
    incidentId: id,
    signature,
    symptom,
    delay,
    last: index === delays.length - 1,
  }));

/** Of one cause and one time a single look, the latest: many stops and copies of them come in one batch. */
export function askingOnce(change: Change): Change {
  const { incident } = change.record;
  const looks = new Map<string, Look>();
  for (const look of change.looks) {
    const { signature = '', delay } = look;
    const cause = incident === undefined ? undefined : causeOf(incident, signature);
    looks.set(`${cause?.fingerprint ?? signature}/${delay}`, look);
  }
  return { ...change, looks: [...looks.values()] };
}
