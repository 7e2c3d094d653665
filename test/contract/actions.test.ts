import type { DecisionsPort, LedgerPorts } from '../../lib/app/action-ports';
import type { StorePorts } from '../../lib/app/ports';
import { tableStore } from '../../lib/aws/table-store';
import { type ActionLedger, newActionLedger } from '../../lib/domain/action/action-ledger';
import type { DecisionRow } from '../../lib/domain/action/decision-row';
import type { Hold } from '../../lib/domain/action/hold';
import type { Intent } from '../../lib/domain/action/intent';
import type { Incident } from '../../lib/domain/incident/incident';
import type { ServiceRecord } from '../../lib/domain/incident/service-record';
import type { Subject } from '../../lib/domain/incident/subject';
import { memoryStore } from '../../lib/memory/memory-store';
import { type LocalDynamodb, startLocalDynamodb } from './local-table';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const now = () => NOW;
const orders: Subject = { kind: 'service', cluster: 'production', name: 'orders-api' };

let local: LocalDynamodb;
beforeAll(async () => {
  local = await startLocalDynamodb();
});
afterAll(() => local.close());

type Store = StorePorts & LedgerPorts & DecisionsPort;
const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['in memory', async () => memoryStore(now)],
  [
    'on DynamoDB',
    async () => tableStore({ client: local.newClient(), tableName: await local.newTable(), now, evidenceDays: 7 }),
  ],
];

describe.each(stores)('the store %s', (_name, open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  describe('keeps the ledger', () => {
    const ledger: ActionLedger = {
      ...newActionLedger(),
      spent: [{ at: NOW, subject: 'production/orders-api', cluster: 'production' }],
      inFlight: { intentId: 'production/orders-api scale-to-zero 1', subject: 'production/orders-api', at: NOW },
      frozenUntil: NOW + MINUTE,
      owed: 'actions/frozen-1',
    };

    it('and gives a fresh one where there is none', async () => {
      expect(await store.readLedger()).toEqual(newActionLedger());
    });

    it('with all that it holds, and only on top of the version that was read', async () => {
      expect(await store.writeLedger(ledger)).toBe(true);
      expect(await store.writeLedger(ledger)).toBe(false);
      expect(await store.readLedger()).toEqual({ ...ledger, version: 1 });
      expect(await store.writeLedger({ ...newActionLedger(), version: 1 })).toBe(true);
      expect(await store.readLedger()).toEqual({ ...newActionLedger(), version: 2 });
    });

    it('and lets one of many that claim at once win', async () => {
      const claims = Array.from({ length: 12 }, (_, index) => ({
        ...newActionLedger(),
        inFlight: { intentId: `intent-${index}`, subject: `production/service-${index}`, at: NOW },
      }));
      const won = await Promise.all(claims.map((one) => store.writeLedger(one)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.readLedger()).inFlight).toEqual(claims[won.indexOf(true)]?.inFlight);
    });
  });

  describe('keeps decisions', () => {
    const decision = (decisionId: string, at: number, more: Partial<DecisionRow> = {}): DecisionRow => ({
      type: 'decision',
      subject: orders,
      decisionId,
      at,
      action: 'scale-to-zero',
      owner: 'incident',
      decision: 'refuse',
      guard: 'serving',
      reason: '1 of its tasks is healthy: "ü", 🚀, \\ and #',
      incidentId: 'production/orders-api#3',
      before: 3,
      after: 0,
      ...more,
    });

    it('and lists those of all services since a time, over the ends of days, oldest first', async () => {
      const noon = decision('noon', NOW);
      const midnight = decision('midnight', Date.parse('2026-11-25T00:00:00Z'));
      const before = decision('before', midnight.at - 1, { subject: { ...orders, name: 'web' } });
      const week = decision('week', NOW - 7 * DAY);
      await store.writeRows([noon, week, before, midnight]);
      expect(await store.readDecisions(NOW - 7 * DAY)).toEqual([week, before, midnight, noon]);
      expect(await store.readDecisions(NOW - 7 * DAY + 1)).toEqual([before, midnight, noon]);
      expect(await store.readDecisions(midnight.at)).toEqual([midnight, noon]);
      expect(await store.readDecisions(NOW + 1)).toEqual([]);
    });

    it('for longer than evidence is kept', async () => {
      const old = decision('old', NOW - 60 * DAY);
      await store.writeRows([old]);
      expect(await store.readDecisions(0)).toEqual([old]);
    });

    it('once where one is written twice, and apart where services or ids differ', async () => {
      const rows = [
        decision('a', NOW),
        decision('b', NOW),
        decision('a', NOW, { subject: { ...orders, name: 'web' } }),
        decision('i'.repeat(3000), NOW),
        decision(`${'i'.repeat(3000)}j`, NOW),
      ];
      await store.writeRows(rows);
      await store.writeRows(rows);
      const read = await store.readDecisions(NOW);
      expect(read).toHaveLength(rows.length);
      expect(read).toEqual(expect.arrayContaining(rows));
    });

    it('beside stops and entries, which are none', async () => {
      await store.writeRows([
        { type: 'stop', subject: orders, taskId: 'a', version: 1, at: NOW },
        decision('a', NOW),
        { type: 'entry', subject: orders, entryId: 'a', at: NOW, what: 'action', title: 'put to zero' },
      ]);
      expect(await store.readDecisions(0)).toEqual([decision('a', NOW)]);
      expect((await store.readStops(orders, ['a'])).size).toBe(1);
    });

    it('of a day that takes more than one page', async () => {
      const rows = Array.from({ length: 1200 }, (_, index) =>
        decision(`d${index}`, NOW - 1200 + index, { reason: 'r'.repeat(1000) }),
      );
      await store.writeRows(rows);
      expect((await store.readDecisions(NOW - DAY)).map(({ decisionId }) => decisionId)).toEqual(
        rows.map(({ decisionId }) => decisionId),
      );
    });
  });

  it('keeps everything that a record can hold', async () => {
    expect(await store.writeRecord(fullRecord, NOW)).toBe(true);
    expect(await store.readRecord(orders)).toEqual({ ...fullRecord, version: 1 });
  });
});

const arn = 'arn:aws:ecs:eu-central-1:123456789012';
const scalableTarget = { min: 2, max: 10, suspended: { dynamicIn: false, dynamicOut: true, scheduled: false } };

const hold: Required<Hold> = {
  owner: 'incident',
  since: NOW,
  remembered: 3,
  scalableTarget,
  serviceCreatedAt: NOW - 90 * DAY,
  deploymentId: 'ecs-svc/1234567890123456789',
  taskDefinition: `${arn}:task-definition/orders-api:8`,
  lastGood: `${arn}:task-definition/orders-api:7`,
  incidentId: 'production/orders-api#3',
  toldDeployment: 'ecs-svc/1234567890123456790',
  region: 'eu-central-1',
  stack: 'ecs-medic-production',
};

const intent: Required<Intent> = {
  id: `production/orders-api scale-to-zero ${NOW}`,
  action: 'scale-to-zero',
  owner: 'incident',
  at: NOW,
  desired: 3,
  to: 0,
  deploymentId: hold.deploymentId,
  hold,
  serviceDeploymentArn: `${arn}:service-deployment/production/orders-api/NCWGC2ZR-taawPAYrIaU5`,
  rollsBackTo: `${arn}:task-definition/orders-api:7`,
  rollsBackFrom: `${arn}:task-definition/orders-api:8`,
  leaveAlone: { until: NOW + DAY, schedule: 'mon-fri 08:00-19:00 Europe/Berlin' },
  incidentId: hold.incidentId,
  unknown: 'noted',
};
/** What a rollback remembers and what a hold does are never there together. */
const { serviceDeploymentArn: _arn, rollsBackTo: _to, rollsBackFrom: _from, ...longestIntent } = intent;

const incident: Required<Incident> = {
  id: 'production/orders-api#3',
  state: 'open',
  revision: 4,
  openedAt: NOW - 20 * MINUTE,
  closedAt: NOW,
  closedBecause: 'steady state with 3 of 3 running',
  flapping: false,
  baseline: false,
  causes: [
    {
      fingerprint: 'f1.exit-missing-configuration.3fa9c012',
      signatures: ['3fa9c012'],
      cause: 'exit-missing-configuration',
      kind: 'doomed',
      confidence: 'certain',
      container: 'app',
      stops: 7,
      firstAt: NOW - 20 * MINUTE,
      lastAt: NOW,
      recent: [NOW],
      awaitedUntil: NOW,
      looks: 1,
      told: true,
      regressionOf: { incidentId: 'production/orders-api#1', at: NOW - DAY },
    },
  ],
  stops: 7,
  usage: [],
  recentStops: [NOW],
  severity: 'critical',
  impactKnown: true,
  running: 0,
  desired: 3,
  deploymentFailedAt: NOW,
  rollingBack: false,
  recovery: { at: NOW, as: 'resolved', because: 'steady state with 3 of 3 running', until: NOW + MINUTE },
  toldAt: NOW,
  toldSeverity: 'critical',
  changed: false,
  reminders: 1,
  actions: [
    {
      at: NOW,
      title: 'put to zero, 3 before',
      text: 'ecs-medic put it to zero: 7 tasks failed in a row and none serves.',
      command: 'ecs-medic restore --cluster production --service orders-api',
      loud: true,
      told: false,
    },
  ],
  decided: ['scale-to-zero/refuse/serving'],
  actedAt: NOW,
  tier: 5,
};

/** Composed: each member that a record can have, so that one that is added later must be added here. */
const fullRecord: Required<ServiceRecord> = {
  schema: 1,
  subject: orders,
  version: 0,
  episode: 3,
  incident,
  endedAt: NOW - DAY,
  past: [{ fingerprint: 'f1.other.11111111', incidentId: 'production/orders-api#2', at: NOW }],
  openings: [NOW],
  pending: ['0123456789abcdef0123456789abcdef'],
  pendingEpisode: 2,
  outbox: ['production/orders-api#3/4-3fa9c012'],
  recoveredAt: NOW,
  deployment: { id: hold.deploymentId, at: NOW, state: 'in-progress' },
  lastGood: hold.lastGood,
  silence: { since: NOW, what: 'below-desired', running: 1 },
  mute: { until: NOW, by: 'tag' },
  loop: { stops: 7, since: NOW - 20 * MINUTE, lastAt: NOW },
  loopFrom: NOW - DAY,
  intent,
  hold,
  failedActions: 1,
  leftAlone: { until: NOW + DAY, schedule: 'mon-fri 08:00-19:00 Europe/Berlin', scalableTarget },
  obstacle: { key: 'scale-to-zero/deployment', since: NOW, at: NOW, told: true },
  toldTags: '3fa9c012',
  channel: 'C0123456789',
  place: { account: '123456789012', region: 'eu-central-1', partition: 'aws' },
};

/** DynamoDB bills a read of up to 4 KB as one unit, and every event reads the record. */
it('a record of one cause with everything set is read for one unit', async () => {
  let read = 0;
  const store = tableStore({
    client: local.newClient(),
    tableName: await local.newTable(),
    now,
    evidenceDays: 30,
    onConsumed: (kind, units) => {
      if (kind === 'read') read += units;
    },
  });
  await store.writeRecord({ ...fullRecord, intent: longestIntent }, NOW);
  read = 0;
  expect((await store.readRecord(orders)).hold).toEqual(hold);
  expect(read).toBe(1);
});
