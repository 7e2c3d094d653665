import { counted } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import { harmless } from './harmless';
import type { Screen } from './paint';

/** What was found in one definition, as it may be shown. */
export interface CheckedLines {
  readonly file: string;
  /** `family:revision`. */
  readonly definition: string;
  readonly findings: readonly FindingLines[];
  readonly notChecked: readonly { readonly what: string; readonly reason: string }[];
  /** Findings that were left out as asked. */
  readonly ignored: number;
}

export interface FindingLines {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly command?: string;
  readonly snippet?: string;
  readonly page: string;
}

/** A definition: its name and the count, then finding by finding, then what could not be looked up. */
export function checkText(screen: Screen, checked: CheckedLines): string {
  const { file, definition, findings, notChecked } = checked;
  const place = file === '-' ? 'standard input' : file;
  const head = layOut(screen, { text: `${definition} (${place}): ${summaryOf(checked)}`, styles: ['bold'] });
  const blocks = [head, ...findings.map((finding) => findingLines(screen, finding))];
  if (notChecked.length > 0) blocks.push(notCheckedLines(screen, notChecked));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function summaryOf({ findings, ignored }: CheckedLines): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(findings.length === 0 ? ['nothing found'] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ];
  return parts.join(', ');
}

function findingLines(screen: Screen, { id, severity, what, why, fix, command, snippet, page }: FindingLines) {
  const style = severity === 'error' ? 'red' : 'yellow';
  return [
    ...layOut(screen, { text: what, styles: ['bold'], mark: `${severity}  `, markStyles: [style] }),
    ...labelled(screen, 'why', [{ text: why }]),
    ...labelled(screen, 'do', [
      { text: fix },
      ...(command === undefined
        ? []
        : [{ text: command, mark: '$ ', markStyles: ['dim'], styles: ['green'], command: true } satisfies Paragraph]),
    ]),
    ...(snippet === undefined ? [] : snippetLines(screen, snippet)),
    ...labelled(screen, 'page', [{ text: `${page}  [${id}]`, styles: ['dim'] }]),
  ];
}

const CODE = 12;

/** Unwrapped, so that it can be pasted. */
const snippetLines = (screen: Screen, snippet: string): readonly string[] =>
  snippet.split('\n').map((line) => `${' '.repeat(CODE)}${screen.paint(harmless(line), 'cyan')}`);

const notCheckedLines = (screen: Screen, all: CheckedLines['notChecked']): readonly string[] => [
  ...layOut(screen, { text: 'not checked', styles: ['bold'] }),
  ...all.flatMap(({ what, reason }) =>
    layOut(screen, { text: `${what}: ${reason}`, mark: '- ', markStyles: ['dim'], styles: ['dim'] }, 2),
  ),
];
