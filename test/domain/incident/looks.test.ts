import { fingerprintOf, signatureOf } from '../../../lib/domain/incident/fingerprint';
import { fold } from '../../../lib/domain/incident/fold';
import type { Happening, StopHappening } from '../../../lib/domain/incident/happening';
import type { StopRow } from '../../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { sharpen } from '../../../lib/domain/incident/sharpen';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { stopIn, stopsLike } from './recorded-happenings';

const exitOne = stopIn('exit-application-error/exit1-task.json');
const tagMissing = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
const start = exitOne.at;

const folded = (record: ServiceRecord, happenings: readonly Happening[], known = new Map<string, StopRow>()) =>
  fold(record, happenings, { known, now: Math.max(...happenings.map(({ at }) => at)), thresholds });

const rowsOf = ({ rows }: ReturnType<typeof folded>) =>
  new Map(rows.flatMap((row) => (row.type === 'stop' ? [[row.taskId, row] as const] : [])));

it('goes on waiting for the log where three tasks crash at once', () => {
  const { looks } = folded(newRecord(exitOne.subject), stopsLike(exitOne, [start, start, start]));
  expect(looks.map(({ delay, last }) => ({ delay, last }))).toEqual([
    { delay: 0, last: false },
    { delay: 10, last: false },
    { delay: 30, last: true },
  ]);
});

it('reads evidence again at the third stop once the first is explained', () => {
  const [one, two, three] = stopsLike(exitOne, [start, start + 60_000, start + 120_000]) as [
    StopHappening,
    StopHappening,
    StopHappening,
  ];
  const opened = folded(newRecord(exitOne.subject), [one]);
  const [look] = opened.looks;
  if (look === undefined) throw new Error('no look');
  const read = {
    conclusive: true,
    now: start + 1000,
    ...(one.diagnosis === undefined ? {} : { diagnosis: one.diagnosis }),
  };
  const explained = sharpen(opened.record, look, read, thresholds).record;
  expect(folded(explained, [two]).looks).toEqual([]);
  expect(folded(folded(explained, [two]).record, [three]).looks).toHaveLength(1);
});

it('asks once, however many copies of a stop come before the answer', () => {
  const stops = stopsLike(
    exitOne,
    Array.from({ length: 30 }, (_, index) => start + index),
  );
  const first = folded(newRecord(exitOne.subject), stops);
  expect(folded(first.record, [...stops, ...stops], rowsOf(first)).looks).toHaveLength(3);
});

/** A proved cause whose text differs from stop to stop, as with the request ids of Amazon S3. */
const varying = (stop: StopHappening, word: string): StopHappening => {
  const { diagnosis } = stop;
  if (diagnosis === undefined) throw new Error('no diagnosis');
  const quotes = diagnosis.quotes.map((quote) => ({ ...quote, text: `${quote.text} host id: ${word}=` }));
  return { ...stop, diagnosis: { ...diagnosis, quotes } };
};
const word = (index: number): string =>
  [...index.toString(26)].map((digit) => 'ghijklmnopqrstuvwxyzGHIJKL'[Number.parseInt(digit, 26)]).join('');

it('does not read evidence for every stop of a cause whose words differ each time', () => {
  let record = newRecord(tagMissing.subject);
  let reads = 0;
  let alerts = 0;
  for (const [index, stop] of stopsLike(
    tagMissing,
    Array.from({ length: 60 }, (_, i) => start + i * 1000),
  ).entries()) {
    const one = varying(stop, `zz${word(index)}`);
    const change = folded(record, [one]);
    record = change.record;
    for (const look of change.looks) {
      reads += 1;
      const { diagnosis } = one;
      if (diagnosis === undefined) throw new Error('no diagnosis');
      record = sharpen(record, look, { diagnosis, conclusive: true, now: one.at }, thresholds).record;
    }
    const told = tell(record, one.at, thresholds);
    record = told.record;
    if (told.kind !== undefined && told.kind !== 'update') alerts += 1;
  }
  expect(record.incident).toMatchObject({ stops: 60, causes: [{ stops: 60 }] });
  expect(reads).toBeLessThanOrEqual(8);
  expect(alerts).toBe(1);
});

it('tells a new revision of the same cause from its own evidence', () => {
  const opened = folded(newRecord(tagMissing.subject), [tagMissing]).record;
  const symptom =
    tagMissing.symptom.kind === 'stop'
      ? { ...tagMissing.symptom, stop: { ...tagMissing.symptom.stop, revision: 99 } }
      : tagMissing.symptom;
  expect(signatureOf(symptom, tagMissing.diagnosis)).not.toBe(signatureOf(tagMissing.symptom, tagMissing.diagnosis));
  const next = folded(opened, [{ ...tagMissing, taskId: 'next', at: start + 1000, symptom }]);
  expect(next.looks).toHaveLength(1);
  expect(next.record.incident?.causes).toHaveLength(1);
});

it.each([
  ['request id: 7XK2P9QJ', 'request id: Q81ZZK3T'],
  ['task 3fa9c012ab at 10.0.3.17:8080', 'task 77ffee0192 at 10.0.9.2:8080'],
])('takes %j and %j for the same line', (one, other) => {
  const of = (text: string) => fingerprintOf({ cause: 'other', kind: 'unknown', variables: [], quotes: [{ text }] });
  expect(of(one)).toBe(of(other));
});
