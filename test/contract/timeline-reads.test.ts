import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DecisionsPort } from '../../lib/app/action-ports';
import { listIncidents } from '../../lib/app/list-incidents';
import type { StorePorts } from '../../lib/app/ports';
import { readStoredFacts } from '../../lib/app/read-stored-facts';
import type { TimelinePorts } from '../../lib/app/timeline-ports';
import { tableStore } from '../../lib/aws/table-store';
import { timelineReads } from '../../lib/aws/timeline-reads';
import type { DecisionRow } from '../../lib/domain/action/decision-row';
import { rowsOfDecision } from '../../lib/domain/action/decision-rows';
import type { Subject } from '../../lib/domain/incident/subject';
import type { TimelineFacts } from '../../lib/domain/timeline/facts';
import { incidentTimeline, serviceTimeline } from '../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../lib/domain/timeline/timeline';
import { memoryStore } from '../../lib/memory/memory-store';
import { memoryTimeline } from '../../lib/memory/memory-timeline';
import { livedThrough, storyRecording } from '../app/story-recordings';
import { type LocalDynamodb, startLocalDynamodb } from './local-table';

const NOW = Date.parse('2026-11-12T10:00:00.250Z');
const now = () => NOW;
const myapp: Subject = { kind: 'service', cluster: 'production', name: 'myapp' };

let local: LocalDynamodb;
let client: DynamoDBClient;
let lived: Awaited<ReturnType<typeof livedThrough>>;
beforeAll(async () => {
  local = await startLocalDynamodb();
  client = local.newClient();
  lived = await livedThrough(storyRecording('first-deploys.json'));
}, 60_000);
afterAll(() => local.close());

/** Writes what the responder of the story wrote into another store. */
async function fill(store: StorePorts): Promise<void> {
  const { stage, rehearsal } = lived;
  await store.writeRows(stage.rows());
  for (const { incident } of rehearsal.incidents)
    for (const [fingerprint, diagnosis] of await stage.readDiagnoses(incident.id))
      await store.writeDiagnosis(incident.id, fingerprint, diagnosis);
  for (const alert of rehearsal.alerts) await store.writeAlert(alert);
  await store.writeRecord({ ...(await stage.readRecord(myapp)), version: 0 }, undefined);
  await store.writeRecord({ ...(await store.readRecord({ ...myapp, name: 'quiet' })) }, undefined);
}

type Ports = TimelinePorts & DecisionsPort & Pick<StorePorts, 'writeRows'>;

const stores: readonly (readonly [string, () => Promise<Ports>])[] = [
  [
    'in memory',
    async () => {
      const store = memoryStore(now);
      await fill(store);
      return { ...store, ...memoryTimeline(store) };
    },
  ],
  [
    'on DynamoDB',
    async () => {
      const items = { client, tableName: await local.newTable() };
      const store = tableStore({ ...items, now, evidenceDays: 30 });
      await fill(store);
      return { ...store, ...timelineReads(items) };
    },
  ],
];

const incident = (facts: TimelineFacts, number: number): Timeline => {
  const episode = facts.episodes.find(({ incidentId }) => incidentId === `production/myapp#${number}`);
  if (episode === undefined) throw new Error(`incident ${number} is not there`);
  return incidentTimeline(facts, episode);
};

describe.each(stores)('the timeline of what is stored %s', (_name, open) => {
  let ports: Ports;
  beforeAll(async () => {
    ports = await open();
  }, 60_000);

  it('is that of the responder that wrote it, save what only a recording knows', async () => {
    const [fresh] = lived.facts;
    if (fresh === undefined) throw new Error('expected the facts of one service');
    const stored = await readStoredFacts(myapp, ports);
    expect(stored.episodes).toHaveLength(5);
    const facts = { ...fresh, counts: [], starts: [], definitions: [], revisions: new Map<string, number>() };
    for (const number of [1, 2, 3, 4, 5]) {
      const { entries, ...head } = incident(stored, number);
      const expected = incident(facts, number);
      expect({ ...head, entries: entries.map(({ recordedAt: _, ...entry }) => entry) }).toEqual({
        ...expected,
        entries: expected.entries.map(({ recordedAt: _, ...entry }) => entry),
      });
    }
  });

  it('says of what a deployment changed what the diagnosis remembers', async () => {
    const [began] = incident(await readStoredFacts(myapp, ports), 3).entries.filter(
      ({ type }) => type === 'deployment',
    );
    expect(began).toMatchObject({ title: 'Deployment of revision 6 began', before: 'revision 5' });
    expect(began?.detail).toContain('Changed: SECRET_KEY removed from secrets of app-container');
  });

  it('knows of an action who decided it, and the counts before and after', async () => {
    const shop: Subject = { ...myapp, name: 'shop' };
    const done = (owner: 'incident' | 'person', minute: number, decision: 'do' | 'verified'): DecisionRow => ({
      type: 'decision',
      subject: shop,
      decisionId: `${owner}-${minute}`,
      at: Date.parse('2026-11-12T09:00:00Z') + minute * 60_000,
      action: 'scale-to-zero',
      owner,
      decision,
      reason: 'read back',
      before: 2,
      after: 0,
    });
    const rows = [done('incident', 1, 'do'), done('incident', 2, 'verified'), done('person', 3, 'do')];
    await ports.writeRows([
      ...rows.flatMap((row) => rowsOfDecision(row, undefined)),
      ...rowsOfDecision({ ...done('person', 4, 'do'), subject: { ...shop, name: 'other' } }, undefined),
    ]);
    const { entries } = serviceTimeline(await readStoredFacts(shop, ports));
    expect(entries.map(({ type, title, actor, before, after }) => [type, title, actor, before, after])).toEqual([
      ['action', 'Began to scale to zero', 'ecs-medic', '2', '0'],
      ['verification', 'Scale to zero: read back', 'ecs-medic', '2', '0'],
      ['action', 'Began to scale to zero', 'person', '2', '0'],
    ]);
  });

  it('lists the incidents of every service, the latest first, and those since a time', async () => {
    let pages = 0;
    const all = await listIncidents({ since: 0, onPage: () => (pages += 1) }, ports);
    expect(all.map(({ episode }) => episode.incidentId)).toEqual(
      [5, 4, 3, 2, 1].map((number) => `production/myapp#${number}`),
    );
    expect(pages).toBeGreaterThan(0);
    expect(all.map(({ episode }) => episode.state)).toEqual([
      'resolved',
      'resolved',
      'resolved',
      'resolved',
      'rolled-back',
    ]);
    const recent = await listIncidents({ since: Date.parse('2026-11-11T20:00:00Z') }, ports);
    expect(recent.map(({ episode }) => episode.incidentId)).toEqual(['production/myapp#5']);
    expect(await listIncidents({ since: 0, cluster: 'elsewhere' }, ports)).toEqual([]);
    expect(await listIncidents({ since: 0, subject: { ...myapp, name: 'quiet' } }, ports)).toEqual([]);
  });
});

it('knows on DynamoDB when a row was written, to the second', async () => {
  const items = { client, tableName: await local.newTable() };
  await fill(tableStore({ ...items, now, evidenceDays: 30 }));
  const rows = await timelineReads(items).readRows(myapp);
  expect(rows.length).toBe(lived.stage.rows().length);
  expect(new Set(rows.map(({ recordedAt }) => recordedAt))).toEqual(new Set([Date.parse('2026-11-12T10:00:01Z')]));
});
