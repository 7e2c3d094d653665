import { editWords } from '../alert/edit-words';
import type { Aside, Message, Told, ToldEntry } from '../told';
import { clockOf, dayOf } from '../words';
import { alertText } from './alert-text';
import { layOut, type Paragraph } from './block';
import { briefText, toldText } from './entry-text';
import { incidentsText } from './incidents-text';
import type { Screen } from './paint';
import { headingOf, leftAlone, unexplained } from './world-frame';

/** `everything`: the messages, what nobody is called for, and what became of the incidents. */
export type RehearsalView = 'everything' | 'alerts' | 'incidents';

/** A world as people would have read it in their channel, and what became of each incident. */
export function rehearsalText(screen: Screen, told: Told, view: RehearsalView): string {
  const { entries, incidents } = told;
  const messages = entries.filter((entry) => entry.kind === 'message');
  const shown = view === 'everything' ? entries : view === 'alerts' ? messages : [];
  const sections = [
    shown.length > 0 && told.isUntimed ? layOut(screen, UNTIMED) : [],
    entryLines(screen, shown, messages.length > 0),
    unexplained(screen, told),
    view !== 'incidents' && messages.length === 0 ? layOut(screen, nobodyIsCalled(told)) : [],
    view === 'incidents' || (view === 'everything' && incidents.length > 0)
      ? incidentsText(screen, incidents).trimEnd().split('\n')
      : [],
  ];
  const spaced = sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section]);
  return [headingOf(screen, told), ...spaced, ...leftAlone(screen, told, false), ''].join('\n');
}

const UNTIMED: Paragraph = {
  text: 'Nothing here tells when it happened: the times are those of this replay.',
  styles: ['dim'],
};

function nobodyIsCalled({ entries, unexplained: stops }: Told): Paragraph {
  const isNormal = stops === 0 && entries.every((entry) => entry.kind === 'aside' && entry.entry.manner === 'normal');
  if (!isNormal) return { text: 'Nobody is called.', styles: ['dim'] };
  const text =
    entries.length === 0 ? 'Nothing is wrong that can be seen here.' : 'Nobody is called: it is normal life.';
  return { text, styles: ['green'], mark: '✓ ', markStyles: ['green'] };
}

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
    // Where nobody is told anything, the replay is read for the diagnosis.
    const isFull = entry.kind === 'message' || (!isAnybodyCalled && entry.entry.manner === 'told');
    if ((isFull || !isDense) && lines.length > 0) lines.push('');
    lines.push(...(entry.kind === 'message' ? messageLines(screen, entry) : asideLines(screen, entry, isFull)));
    isDense = !isFull;
  }
  return lines;
}

const messageLines = (screen: Screen, { alert, edits }: Message): readonly string[] => [
  ...alertText(screen, alert).trimEnd().split('\n'),
  ...edits.flatMap(({ at, before, after }) =>
    layOut(screen, { text: editWords(before, after), styles: ['dim'], mark: `${clockOf(at)} edited: ` }, EDIT_INDENT),
  ),
];

const EDIT_INDENT = 2;

const asideLines = (screen: Screen, { entry, because }: Aside, isFull: boolean): readonly string[] =>
  isFull
    ? [
        ...toldText(screen, entry),
        ...(because === undefined ? [] : layOut(screen, { text: because, styles: ['dim'], mark: '– ' }, 2)),
      ]
    : briefText(screen, entry, because);
