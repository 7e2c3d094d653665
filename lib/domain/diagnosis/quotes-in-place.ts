import type { ContainerLog } from '../evidence';
import { redactLines } from '../redaction/redact';
import { normaliseLine } from '../text/normalise';
import type { Quote } from '../text/passage';

/**
 * Quotes of logs without the halves of secrets: a log driver cuts long messages in two, and half a secret has no form
 * by which it could be known. Each is read together with the line before it and the line after it.
 */
export const quotesInPlace = (quotes: readonly Quote[], logs: readonly ContainerLog[]): readonly Quote[] =>
  quotes.map((quote) => {
    const { origin, text } = quote;
    if (origin.kind !== 'log' || text === '') return quote;
    const log = logs.find(
      ({ container, stream }) => container === origin.container && stream === (origin.stream ?? stream),
    );
    const lines = log?.lines ?? [];
    const at = lines.findIndex((line) => normaliseLine(line).includes(text));
    if (at === -1) return quote;
    const line = normaliseLine(lines[at] ?? '');
    // What the quote leaves out of its line stands between it and the neighbour.
    const before = line.startsWith(text) ? normaliseLine(lines[at - 1] ?? '') : '';
    const after = line.endsWith(text) ? normaliseLine(lines[at + 1] ?? '') : '';
    const inPlace = redactLines([before, text, after]).lines[1] ?? '';
    // What it hides by itself is hidden, and counted, with the rest of the diagnosis.
    return inPlace === redactLines([text]).lines[0] ? quote : { ...quote, text: inPlace };
  });
