import type { DiagnosisRecord } from '../../domain/diagnosis/diagnosis-record';
import type { CauseView, IncidentAlert } from '../../domain/incident/alert';
import { cleanText } from '../clean-text';
import { counted, placeOf } from '../words';
import type { AlertPart, PartLine } from './alert-part';
import { asSentence } from './alert-sentence';
import { doneParts } from './done-parts';
import { leadCauseOf, otherCausesOf, whatIsWrong } from './lead-cause';

const MOST_OTHERS = 7;
const MOST_NOTES = 3;

/** What there is to say of an incident: why, proof, change, next step, other causes, what was done, what is not known. */
export function alertParts(alert: IncidentAlert): readonly AlertPart[] {
  const { view } = alert;
  const diagnosis = leadCauseOf(alert)?.diagnosis;
  const isOver = view.state !== 'open' && view.state !== 'recovering';
  const isGone = view.state === 'resolved' || view.state === 'deleted' || view.state === 'expired';
  return [
    ...overPart(alert, isOver),
    ...(diagnosis === undefined ? [] : [whyPart(diagnosis, isOver ? 'It was' : 'Why')]),
    ...(diagnosis === undefined || isGone
      ? []
      : [...proofParts(diagnosis), ...changedPart(diagnosis), nextPart(diagnosis, isOver)]),
    ...alsoPart(otherCausesOf(alert)),
    ...doneParts(view.actions),
    ...(diagnosis === undefined || isOver ? [] : detailParts(diagnosis)),
  ];
}

function overPart({ view: { closedBecause, state, hold } }: IncidentAlert, isOver: boolean): readonly AlertPart[] {
  if (closedBecause === undefined || (!isOver && state !== 'recovering')) return [];
  // The title says it, and what was done tells more.
  if (state === 'held' && hold !== undefined) return [];
  const text = asSentence(cleanText(closedBecause));
  return isOver
    ? [{ name: 'over', label: 'Because', lines: [{ text }] }]
    : [{ name: 'over', label: 'Recovering', aside: 'closed if nothing fails again for a while', lines: [{ text }] }];
}

function whyPart({ confidence, summary, chain, notes }: DiagnosisRecord, label: string): AlertPart {
  const links = chain.slice(1).every((link) => notes.includes(link)) ? [] : [chain.map(cleanText).join(' ← ')];
  return {
    name: 'why',
    label,
    aside: confidence,
    lines: [{ text: cleanText(summary) }, ...links.map((text) => ({ text }))],
  };
}

/** Quotes, place by place, strongest first. */
function proofParts({ quotes }: DiagnosisRecord): readonly AlertPart[] {
  const places = [...new Set(quotes.map(({ origin }) => placeOf(origin)))];
  return places.map((place, index) => ({
    name: 'proof',
    label: index === 0 ? 'Proof' : '',
    aside: cleanText(place),
    lines: [],
    code: quotes.filter(({ origin }) => placeOf(origin) === place).map(({ text }) => cleanText(text)),
  }));
}

function changedPart({ changed }: DiagnosisRecord): readonly AlertPart[] {
  if (changed === undefined) return [];
  const since = sinceWords(changed);
  if (changed.changes.length === 0)
    return [{ name: 'changed', label: 'Changed', lines: [{ text: `nothing in the task definition since ${since}` }] }];
  return [
    {
      name: 'changed',
      label: 'Changed',
      aside: `since ${since}`,
      unlisted: changed.more,
      lines: [
        ...changed.changes.map(
          ({ text, blamed }): PartLine => ({
            text: cleanText(text),
            bullet: true,
            ...(blamed ? { strong: true } : {}),
          }),
        ),
        ...(changed.more > 0 ? [{ text: `and ${changed.more.toLocaleString('en-US')} more` }] : []),
      ],
    },
  ];
}

/** `revision 5, the last that was good`. */
export const sinceWords = ({ since, basis }: NonNullable<DiagnosisRecord['changed']>): string =>
  `${since === undefined ? 'the revision before' : `revision ${since}`}, ${basis === 'completed' ? 'the last that was good' : 'the one before'}`;

const nextPart = ({ next, command }: DiagnosisRecord, isOver: boolean): AlertPart => ({
  name: 'next',
  label: isOver ? 'Before the next start' : 'Do now',
  lines: [{ text: cleanText(next) }],
  ...(command === undefined ? {} : { code: command.split('\n').map(cleanText) }),
});

function alsoPart(others: readonly CauseView[]): readonly AlertPart[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, MOST_OTHERS);
  const more = others.slice(MOST_OTHERS);
  return [
    {
      name: 'also',
      label: 'Other causes',
      lines: [
        ...shown.map((cause): PartLine => ({ text: `${whatIsWrong(cause)}${stopsWords(cause.stops)}`, bullet: true })),
        ...(more.length === 0
          ? []
          : [
              {
                text: `and ${more.length} more${stopsWords(more.reduce((sum, { stops }) => sum + stops, 0))}`,
              },
            ]),
      ],
    },
  ];
}

const stopsWords = (stops: number): string => (stops === 0 ? '' : ` (${counted(stops, 'stop')})`);

function detailParts({ notes, chain, alternatives, unchecked }: DiagnosisRecord): readonly AlertPart[] {
  const bullets = (texts: readonly string[]): readonly PartLine[] =>
    [...new Set(texts.map(cleanText))].slice(0, MOST_NOTES).map((text) => ({ text, bullet: true }));
  const isShown = chain.slice(1).some((link) => !notes.includes(link));
  const parts: readonly AlertPart[] = [
    { name: 'checked', label: 'Checked', lines: bullets(notes.filter((note) => !isShown || !chain.includes(note))) },
    {
      name: 'else',
      label: 'Or else',
      lines: bullets(alternatives.map(({ title, confidence }) => `${title} (${confidence})`)),
    },
    {
      name: 'unseen',
      label: 'Not seen',
      lines: bullets(unchecked.map(({ what, reason }) => `${what}: ${reason}`)),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
