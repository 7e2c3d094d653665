import { fold } from '../../../lib/domain/incident/fold';
import type { StopHappening } from '../../../lib/domain/incident/happening';
import { closed } from '../../../lib/domain/incident/recovery';
import type { StopRow } from '../../../lib/domain/incident/row';
import { newRecord } from '../../../lib/domain/incident/service-record';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { stopIn, stopsLike } from './recorded-happenings';

const SECOND = 1_000;
const template = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
const start = template.at;
const context = (known = new Map<string, StopRow>()) => ({ known, now: start + 3_600 * SECOND, thresholds });

it('takes a stop from before the end of the last incident into the past, also while a new one is open', () => {
  const [first, between, later] = stopsLike(template, [start, start + 5 * SECOND, start + 60 * SECOND]) as [
    StopHappening,
    StopHappening,
    StopHappening,
  ];
  const one = fold(newRecord(first.subject), [first], context()).record;
  const over = closed(one, 'resolved', start + 30 * SECOND, 'steady state');
  const two = fold(over, [later], context()).record;
  expect(two.incident).toMatchObject({ stops: 1, openedAt: later.at });
  const { record, rows } = fold(two, [between], context());
  expect(record.incident).toMatchObject({ id: two.incident?.id, stops: 1, openedAt: later.at });
  expect(rows).toMatchObject([{ taskId: between.taskId, late: true }]);
});

it('keeps a counted stop with its incident, also where that ended before the row was written', () => {
  const [stop] = stopsLike(template, [start]) as [StopHappening];
  const counted = fold(newRecord(stop.subject), [stop], context()).record;
  const over = closed(counted, 'resolved', start + 30 * SECOND, 'steady state');
  const { record, rows } = fold(over, [stop], context());
  expect(rows).toMatchObject([{ taskId: stop.taskId, version: stop.version, episode: 1 }]);
  expect(record.incident?.stops).toBe(1);
});

it('keeps a counted stop with its incident, also where the same batch opens another before it', () => {
  const [first, next, stop] = stopsLike(template, [start, start + 40 * SECOND, start + 50 * SECOND]) as [
    StopHappening,
    StopHappening,
    StopHappening,
  ];
  const counted = fold(newRecord(first.subject), [first, stop], context()).record;
  // The clock of its events is ahead of the one by which the incident ended.
  const over = closed(counted, 'deleted', start + 30 * SECOND, 'the service was deleted');
  const { record, owed, rows } = fold(over, [stop, next], context());
  expect(record.incident).toMatchObject({ stops: 1, openedAt: next.at });
  expect(owed).toMatchObject([
    { taskId: first.taskId, episode: 1 },
    { taskId: stop.taskId, episode: 1 },
  ]);
  expect(rows).toMatchObject([
    { taskId: stop.taskId, episode: 1 },
    { taskId: next.taskId, episode: 2 },
  ]);
});
