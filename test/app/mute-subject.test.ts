import { keepWatch } from '../../lib/app/keep-watch';
import { listHolds } from '../../lib/app/list-holds';
import { muteSubject } from '../../lib/app/mute-subject';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { rules } from '../../lib/domain/rules';
import { memoryStage } from '../../lib/memory/memory-stage';
import { memoryStore } from '../../lib/memory/memory-store';
import { parseRecording } from '../../lib/memory/recording';
import { recordedCases } from '../recorded-cases';

const HOUR = 3_600_000;
const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };
const orders = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;

describe('muting a service', () => {
  it('keeps everything else of its record, and writes an entry of its timeline', async () => {
    const store = memoryStore(() => 5 * HOUR);
    const record = await store.readRecord(orders);
    await store.writeRecord({ ...record, episode: 3, channel: '#orders' }, undefined);
    const { before, after } = await muteSubject(orders, 9 * HOUR, store);
    expect(before.mute).toBeUndefined();
    expect(after.mute).toEqual({ until: 9 * HOUR, by: 'command' });
    expect(await store.readRecord(orders)).toMatchObject({ episode: 3, channel: '#orders', mute: after.mute });
    expect(store.rows()).toEqual([
      {
        type: 'entry',
        subject: orders,
        entryId: `mute/${5 * HOUR}`,
        at: 5 * HOUR,
        what: 'mute',
        title: 'muted by command until 1970-01-01T09:00:00.000Z',
      },
    ]);
  });

  it('leaves a service that is held in the index, where the sweep and a removal look for it', async () => {
    const store = memoryStore(() => HOUR);
    const hold = { owner: 'schedule', since: HOUR, remembered: 3, deploymentId: 'ecs-svc/1' } as const;
    await store.writeRecord({ ...(await store.readRecord(orders)), hold }, 2 * HOUR);
    await muteSubject(orders, 9 * HOUR, store);
    expect((await listHolds(store)).held).toEqual([{ subject: orders, hold }]);
  });

  it('reads again where somebody else was quicker, and loses nothing of theirs', async () => {
    const store = memoryStore(() => HOUR);
    let isFirst = true;
    const raced = {
      ...store,
      async writeRecord(...[record, dueAt]: Parameters<typeof store.writeRecord>) {
        if (isFirst) await store.writeRecord({ ...(await store.readRecord(orders)), episode: 7 }, undefined);
        isFirst = false;
        return store.writeRecord(record, dueAt);
      },
    };
    await muteSubject(orders, 2 * HOUR, raced);
    expect(await store.readRecord(orders)).toMatchObject({ episode: 7, mute: { by: 'command' } });
  });

  it('gives up where it never wins, and says so', async () => {
    const store = { ...memoryStore(() => HOUR), writeRecord: async () => false };
    await expect(muteSubject(orders, 2 * HOUR, store)).rejects.toThrow(/production\/orders-api was changed by others/);
  });

  it('changes nothing where a mute that is over, or none, is to be ended', async () => {
    const store = memoryStore(() => 5 * HOUR);
    const record = await store.readRecord(orders);
    await store.writeRecord({ ...record, mute: { until: HOUR, by: 'command' } }, undefined);
    const { before, after } = await muteSubject(orders, undefined, store);
    expect(after).toBe(before);
    expect((await store.readRecord(orders)).version).toBe(1);
    expect(store.rows()).toEqual([]);
  });
});

describe('a service that fails while it is muted', () => {
  const found = recordedCases().find(({ name }) => name === 'image-tag-not-found/agent-422-owncloud-latest.json');
  const recording = parseRecording(found?.recording, 'case');
  if ('problem' in recording) throw new Error(recording.problem);
  const [event] = recording.events;
  const body = JSON.stringify(event);
  const at = Date.parse((event as { time: string }).time);

  it('is told of within a minute of the end of the mute', async () => {
    const stage = memoryStage(recording);
    stage.moveTo(at);
    // Which service it is, is learnt from its own event.
    const probe = memoryStage(recording);
    probe.moveTo(at);
    await respondToEvents([{ id: '1', body }], probe, policy);
    const [one] = probe.incidents();
    if (one === undefined) throw new Error('the recorded event opens no incident');
    const { subject } = one;

    await muteSubject(subject, at + 4 * HOUR, stage);
    await respondToEvents([{ id: '1', body }], stage, policy);
    expect(stage.incidents()).toHaveLength(1);
    stage.moveTo(at + HOUR);
    await keepWatch(stage, policy);
    expect(stage.published()).toEqual([]);
    await muteSubject(subject, undefined, stage);
    expect(stage.nextDueAt()).toBe(at + HOUR);
    await keepWatch(stage, policy);
    expect(stage.published().map(({ kind }) => kind)).toEqual(['opened']);
  });
});
