import type { RedactedDiagnosis } from '../../domain/diagnosis/redact-diagnosis';
import { placeOf } from '../words';
import { labelled, type Paragraph } from './block';
import { cutCells } from './cells';
import { harmless } from './harmless';
import type { Screen } from './paint';

const LONGEST_QUOTE = 300;

/** How a diagnosis was reached: what was found where, what was weighed, what was replaced, what failed. */
export function whyText(screen: Screen, diagnosis: RedactedDiagnosis): readonly string[] {
  const { reasoning, alternatives, unchecked } = diagnosis;
  return [
    ...labelled(screen, 'why', signals(diagnosis)),
    ...labelled(screen, 'weighed', [
      item(`${diagnosis.cause.id} [${diagnosis.confidence}] ${diagnosis.summary}`, '1 '),
      ...alternatives.map(({ cause, finding }, index) =>
        item(`${cause.id} [${finding.confidence}] ${finding.summary}`, `${index + 2} `),
      ),
    ]),
    ...labelled(
      screen,
      'replaced',
      reasoning.superseded.map(({ candidate, by }) =>
        item(`${candidate.cause.id} [${candidate.finding.confidence}] by ${by.id}, which is more specific`),
      ),
    ),
    ...labelled(
      screen,
      'faults',
      reasoning.faults.map(({ cause, error }) => ({
        ...item(`the rule of ${cause} failed: ${error}`),
        styles: ['red'],
      })),
    ),
    ...(unchecked.length === 0 ? labelled(screen, 'not seen', [item('nothing was missing for this answer', '')]) : []),
  ];
}

function signals({ reasoning }: RedactedDiagnosis): readonly Paragraph[] {
  if (reasoning.signals.length === 0)
    return [item('no text was recognised: the answer comes from the codes and states', '')];
  return reasoning.signals.flatMap(({ kind, detector, quote, line }) => [
    item(`${kind} found by ${detector} in ${placeOf(quote.origin)}, line ${line + 1}`),
    { text: cutCells(harmless(quote.text), LONGEST_QUOTE), mark: '  │ ', markStyles: ['dim'], styles: ['cyan'] },
  ]);
}

const item = (text: string, mark = '- '): Paragraph => ({ text, mark, markStyles: ['dim'], styles: ['dim'] });
