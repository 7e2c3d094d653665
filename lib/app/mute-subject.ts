import type { EntryRow } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import type { StorePorts } from './ports';

/** The record as it was, and as it is now; the same where nothing had to be changed. */
export interface MuteChange {
  readonly before: ServiceRecord;
  readonly after: ServiceRecord;
}

/** More lost races in a row than this mean that something is wrong. */
const MOST_TRIES = 12;

/**
 * Tells nothing of a service until a time, milliseconds since 1970; undefined ends a mute that a command began. One by
 * tag is left alone: the next look at the tags would bring it back. Keep-watch takes the record up at once, and tells
 * what may be told by then.
 */
export async function muteSubject(subject: Subject, until: number | undefined, ports: StorePorts): Promise<MuteChange> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = await ports.readRecord(subject);
    const now = ports.now();
    const isMuted = before.mute !== undefined && before.mute.until > now;
    if (until === undefined && (!isMuted || before.mute?.by === 'tag')) return { before, after: before };
    const mute = until === undefined ? undefined : ({ until, by: 'command' } as const);
    const after = defined({ ...before, mute }) as ServiceRecord;
    if (!(await ports.writeRecord(after, hasState(before) ? now : undefined))) continue;
    await ports.writeRows([entryOf(after, until, now)]);
    return { before, after };
  }
  throw new Error(`the record of ${subjectKey(subject)} was changed by others ${MOST_TRIES} times in a row: try again`);
}

/** Something that may be due: keep-watch looks at it, and says anew when. */
const hasState = ({ incident, outbox, silence, hold, intent }: ServiceRecord): boolean =>
  incident !== undefined || outbox.length > 0 || [silence, hold, intent].some((one) => one !== undefined);

const entryOf = ({ subject }: ServiceRecord, until: number | undefined, at: number): EntryRow => ({
  type: 'entry',
  subject,
  entryId: `mute/${at}`,
  at,
  what: 'mute',
  title: until === undefined ? 'unmuted by command' : `muted by command until ${new Date(until).toISOString()}`,
});
