import { editWords } from '../alert/edit-words';
import type { Message, Told, ToldEntry } from '../told';
import { clockOf, dayOf } from '../words';
import { alertText } from './alert-text';
import { layOut } from './block';
import { briefText, toldText } from './entry-text';
import { incidentsText } from './incidents-text';
import type { Screen } from './paint';
import { headingOf, leftAlone, unexplained } from './world-frame';

/** `everything`: the messages, what nobody is called for, and what became of the incidents. */
export type RehearsalView = 'everything' | 'alerts' | 'incidents';

/** A world as people would have read it in their channel, and what became of each incident. */
export function rehearsalText(screen: Screen, told: Told, view: RehearsalView): string {
  const { entries, incidents } = told;
  const messages = entries.filter(({ kind }) => kind === 'message');
  const shown = view === 'everything' ? entries : view === 'alerts' ? messages : [];
  const sections = [
    ...(told.isUntimed && shown.length > 0 ? [layOut(screen, UNTIMED)] : []),
    entryLines(screen, shown, messages.length > 0),
    unexplained(screen, told),
    ...(view === 'incidents' ? [] : [nobodyCalled(screen, told, messages.length)]),
    view === 'alerts' || (view === 'everything' && incidents.length === 0)
      ? []
      : incidentsText(screen, incidents).trimEnd().split('\n'),
  ].filter((section) => section.length > 0);
  return [headingOf(screen, told), ...sections.flatMap((section) => ['', ...section]), ...leftAlone(screen, told, false), '']
    .join('\n');
}

const UNTIMED = { text: 'Nothing here tells when it happened.', styles: ['dim'] as const };

function entryLines(screen: Screen, entries: readonly ToldEntry[], isAnybodyCalled: boolean): readonly string[] {
  const lines: string[] = [];
  let day: string | undefined;
  let isDense = false;
  for (const entry of entries) {
    const at = entry.kind === 'message' ? entry.alert.at : entry.entry.at;
    const today = at === undefined ? undefined : dayOf(at);
    if (today !== undefined && today !== day) {
      if (lines.length > 0) lines.push('');
      lines.push(screen.paint(`${today}, UTC`, 'dim'));
      day = today;
      isDense = false;
    }
    const isFull = entry.kind === 'message' || isToldInFull(entry, isAnybodyCalled);
    if ((isFull || !isDense) && lines.length > 0) lines.push('');
    lines.push(...(entry.kind === 'message' ? messageLines(screen, entry) : asideLines(screen, entry, isFull)));
    isDense = !isFull;
  }
  return lines;
}
