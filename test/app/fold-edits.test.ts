import { foldEdits } from '../../lib/app/fold-edits';
import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { isIncidentAlert } from '../../lib/domain/incident/is-incident-alert';
import { editWords } from '../../lib/render/alert/edit-words';
import { startDigest, toldAlert } from './told-alerts';

const MINUTE = 60_000;

/** An alert so many minutes after the first. */
const after = (minutes: number, alert: IncidentAlert): IncidentAlert => ({ ...alert, at: alert.at + minutes * MINUTE });
const opened = toldAlert('opened', 1);

it('makes what is known at once a part of the message, which keeps its time, kind and news', () => {
  const update = toldAlert('update', 2, 'orders-api', { running: 0, desired: 3 });
  const [message, ...more] = foldEdits([opened, update]);
  expect(more).toEqual([]);
  expect(message?.edits).toEqual([]);
  expect(message?.alert).toMatchObject({
    kind: 'opened',
    at: opened.at,
    view: { running: 0, desired: 3, revision: 2 },
  });
  expect(message !== undefined && isIncidentAlert(message.alert) && message.alert.view.causes[0]?.isNew).toBe(true);
});

it('shows later updates as edits, those within a minute as one, each against what stood there before', () => {
  const first = after(4, toldAlert('update', 3));
  const second = after(4.5, toldAlert('update', 4));
  const recovering = after(9, toldAlert('update', 5, 'orders-api', { state: 'recovering' }));
  const [message] = foldEdits([opened, first, second, recovering]);
  expect(message?.edits).toEqual([
    { at: first.at, before: opened, after: second },
    { at: recovering.at, before: second, after: recovering },
  ]);
});

it('does not take a change of the state into the message, however soon it comes', () => {
  const recovering = toldAlert('update', 2, 'orders-api', { state: 'recovering' });
  const [message] = foldEdits([opened, recovering]);
  expect(message?.alert).toBe(opened);
  expect(message?.edits.map(({ after: { at } }) => at)).toEqual([recovering.at]);
});

it('edits the message of the same incident, and the newest of it', () => {
  const other = toldAlert('opened', 1, 'search');
  const added = after(5, toldAlert('cause-added', 2));
  const update = after(10, toldAlert('update', 3));
  const messages = foldEdits([opened, other, startDigest, added, update]);
  expect(messages.map(({ alert, edits }) => [alert.alertId, edits.length])).toEqual([
    [opened.alertId, 0],
    [other.alertId, 0],
    [startDigest.alertId, 0],
    [added.alertId, 1],
  ]);
});

describe('the words of an edit', () => {
  it('name what changed, and nothing that did not', () => {
    const critical = toldAlert('update', 2, 'orders-api', { running: 0, desired: 3, stops: 3 });
    const before = toldAlert('opened', 1, 'orders-api', { severity: 'error' });
    expect(editWords(before, critical)).toBe('critical, 0 of 3 running, 3 stops');
    expect(editWords(critical, { ...critical, view: { ...critical.view, stops: 10 } })).toBe('10 stops');
  });

  it('say why it is thought to be over', () => {
    const recovering = toldAlert('update', 1, 'orders-api', { state: 'recovering', closedBecause: 'steady state' });
    expect(editWords(opened, recovering)).toBe('recovering (steady state)');
  });

  it('say that more is known where only the diagnosis is surer', () => {
    expect(editWords(opened, { ...opened, kind: 'update' })).toBe('more is known of it');
  });
});
