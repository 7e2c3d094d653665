import { inOwnOrder } from '../../lib/app/in-own-order';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import type { EntryFact, TimelineFacts } from '../../lib/domain/timeline/facts';
import { serviceTimeline } from '../../lib/domain/timeline/make-timeline';
import type { Timeline, TimelineEntry } from '../../lib/domain/timeline/timeline';
import { memoryStage } from '../../lib/memory/memory-stage';
import { timelineHtml } from '../../lib/render/timeline/timeline-html';
import { timelineJson } from '../../lib/render/timeline/timeline-json';
import { timelineMarkdown } from '../../lib/render/timeline/timeline-markdown';
import { timelineSvg } from '../../lib/render/timeline/timeline-svg';
import { factsOf, incidentOf, storyRecording } from './story-recordings';

const STORY = storyRecording('first-deploys.json');

let facts: TimelineFacts;
beforeAll(async () => {
  facts = await factsOf(STORY);
}, 30_000);

const incident = (number: number, from = facts): Timeline => incidentOf(from, number);

const words = ({ occurredAt, type, title, count }: TimelineEntry): string =>
  `${new Date(occurredAt).toISOString().slice(11, 19)} ${type} ${title}${count > 1 ? ` ×${count}` : ''}`;

const keyWords = ({ entries }: Timeline): readonly string[] =>
  entries.filter(({ importance }) => importance === 'key').map(words);

describe('the timeline of an incident', () => {
  it('goes from the deployment over stops, cause, message and rollback to recovery and end', () => {
    expect(keyWords(incident(1))).toEqual([
      '10:05:00 deployment Deployment of revision 2 began',
      '10:06:28 stop Task a903c475 of revision 2 stopped: the image is still a placeholder: your-dockerhub-username ×3',
      '10:06:28 diagnosis The cause is known: the image is still a placeholder: your-dockerhub-username',
      '10:06:28 alert People were told: the image is still a placeholder: your-dockerhub-username',
      '10:10:17 deployment Deployment of revision 2 failed',
      '10:10:17 deployment ECS began to roll back to revision 1',
      '10:11:56 deployment Rolled back to revision 1',
      '10:11:56 recovery The service recovered: a completed deployment with 1 of 1 running',
      '10:16:58 closed The incident closed as rolled back, after 11 min',
      '10:16:58 alert People were told that it is over: a completed deployment with 1 of 1 running',
    ]);
  });

  it('measures the five durations from the first failure', () => {
    const { durations, openedAt = 0, closedAt = 0 } = incident(3);
    expect(durations).toEqual({
      detect: 0,
      diagnose: 0,
      act: Date.parse('2026-11-10T14:08:30Z') - openedAt,
      recover: Date.parse('2026-11-10T14:14:59Z') - openedAt,
      total: closedAt - openedAt,
    });
  });

  it('says from which revision to which, and what the deployment changed, what is blamed first', () => {
    const { revisionFrom, revisionTo, causes, stops, entries } = incident(3);
    expect({ revisionFrom, revisionTo, causes, stops }).toEqual({
      revisionFrom: 5,
      revisionTo: 6,
      causes: ['exit-missing-configuration', 'secret-access-denied'],
      stops: 8,
    });
    const [began] = entries.filter(({ type, outcome }) => type === 'deployment' && outcome === 'in-progress');
    expect(began).toMatchObject({ before: 'revision 5', after: 'revision 6', revision: 6 });
    expect(began?.detail?.slice(0, 3)).toEqual([
      'Changed: APP_NAME removed from secrets of app-container',
      'Changed: ENVIRONMENT removed from secrets of app-container',
      'Changed: SECRET_KEY removed from secrets of app-container',
    ]);
  });

  it('compares a deployment that follows a failing one with that one', () => {
    const fix = incident(2).entries.find(({ title }) => title === 'Deployment of revision 4 began');
    expect(fix).toMatchObject({ before: 'revision 3', after: 'revision 4' });
    expect(fix?.detail).toEqual([
      'Changed: 80 removed from ports of app-container',
      'Changed: 8000 added to ports of app-container',
    ]);
  });

  it('compares no revisions of another family', async () => {
    const others = (STORY.taskDefinitions ?? []).map((one) => {
      const definition = (one['taskDefinition'] ?? one) as Record<string, unknown>;
      const arn = String(definition['taskDefinitionArn']).replace('task-definition/', 'task-definition/other-');
      return {
        ...definition,
        family: `other-${definition['family']}`,
        taskDefinitionArn: arn,
        containerDefinitions: [],
      };
    });
    expect(others.length).toBeGreaterThan(5);
    const taskDefinitions = [...others, ...(STORY.taskDefinitions ?? [])];
    const timeline = serviceTimeline(await factsOf({ ...STORY, taskDefinitions }));
    expect(timeline).toEqual(serviceTimeline(facts));
  });

  it('keeps a rollback apart from the deployment whose id ECS gives it', () => {
    const ids = (title: string) => incident(1).entries.find((entry) => entry.title === title)?.deploymentId;
    const rollback = ids('Rolled back to revision 1');
    expect(rollback).toBe(ids('ECS began to roll back to revision 1'));
    expect(rollback).toBe('rollback of ecs-svc/5192930715196494207');
    expect(ids('Deployment of revision 2 failed')).toBe('ecs-svc/5192930715196494207');
  });

  it('names the deployment before it, however long ago it completed', () => {
    expect(incident(4).entries.slice(0, 2).map(words)).toEqual([
      '13:05:00 deployment Deployment of revision 8 began',
      '13:07:20 deployment Deployment of revision 8 completed',
    ]);
  });

  it('folds equal stops, and says of them which tasks and until when', () => {
    const stop = incident(3).entries.find(({ type, importance }) => type === 'stop' && importance === 'key');
    expect(stop).toMatchObject({ count: 6, cause: 'exit-missing-configuration', confidence: 'certain', revision: 6 });
    expect(stop?.taskIds).toHaveLength(6);
    expect(new Date(stop?.lastAt ?? 0).toISOString()).toBe('2026-11-10T14:08:21.000Z');
  });

  it('marks what came after the end', () => {
    const { entries, closedAt = 0 } = incident(1);
    const after = entries.filter(({ occurredAt, type }) => occurredAt > closedAt && type !== 'alert');
    expect(after.every(({ late }) => late === true)).toBe(true);
    expect(entries.filter(({ occurredAt }) => occurredAt < closedAt).some(({ late }) => late === true)).toBe(false);
  });

  it('holds nothing of another incident', () => {
    for (const number of [1, 2, 3, 4, 5])
      for (const entry of incident(number).entries)
        expect([undefined, `production/myapp#${number}`]).toContain(entry.incidentId);
  });

  it('calls edits, further starts and counts noise, and steady states while it is steady', () => {
    const noise = serviceTimeline(facts).entries.filter(({ importance }) => importance === 'noise');
    expect(new Set(noise.map(({ type }) => type))).toEqual(new Set(['alert', 'start', 'service']));
    const steady = serviceTimeline(facts).entries.filter(({ title }) => title.startsWith('The service reached'));
    expect(steady.filter(({ importance }) => importance === 'normal').map(words)).toEqual([
      '08:31:40 service The service reached a steady state: 1 of 1 running',
      '09:14:19 service The service reached a steady state: 1 of 1 running',
      '13:07:20 service The service reached a steady state: 1 of 1 running',
      '22:31:10 service The service reached a steady state: 0 of 0 running',
      '07:01:36 service The service reached a steady state: 1 of 1 running',
    ]);
  });
});

describe('the timeline of a service', () => {
  it('has titles of at most 120 characters, ids of their own, and an order', () => {
    const { entries } = serviceTimeline(facts);
    expect(entries.filter(({ title }) => title.length > 120 || title.length < 3)).toEqual([]);
    expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(entries.length);
    expect([...entries].sort((a, b) => a.occurredAt - b.occurredAt).map(words)).toEqual(entries.map(words));
  });

  it('leaves out what was before a time', () => {
    const since = Date.parse('2026-11-11T00:00:00Z');
    const timeline = serviceTimeline(facts, since);
    expect(timeline.causes).toEqual(['out-of-memory']);
    expect(timeline.stops).toBe(2);
    expect(timeline.entries.length).toBeGreaterThan(10);
    expect(timeline.entries.every(({ occurredAt }) => occurredAt >= since)).toBe(true);
  });

  it('tells nothing to nobody where it is read from ECS', async () => {
    const live = await factsOf(STORY, { isLive: true });
    const entries = serviceTimeline(live).entries;
    expect(entries.some(({ type }) => type === 'alert')).toBe(false);
    expect(entries.filter(({ type }) => type === 'diagnosis')).toHaveLength(6);
  });

  it('tells messages and deployments of a service where no event does', async () => {
    const { services = [], serviceDeployments = [], ...rest } = STORY;
    const timeline = serviceTimeline(await factsOf({ ...rest, services, serviceDeployments, events: [] }));
    const deployments = timeline.entries.filter(({ type }) => type === 'deployment');
    expect(deployments.filter(({ revision }) => revision === 2).map(words)).toEqual([
      '10:05:00 deployment Deployment of revision 2 began',
      '10:10:17 deployment Deployment of revision 2 failed',
    ]);
    expect(deployments.find(({ title }) => title === 'Rolled back to revision 1')).toMatchObject({
      source: 'ListServiceDeployments',
      outcome: 'rolled-back',
    });
    expect(timeline.entries.some(({ title }) => title.startsWith('The service reached a steady state'))).toBe(true);
  });

  it('keeps the revisions apart where ECS tells of its deployments alone', async () => {
    const { serviceDeployments: _, ...rest } = STORY;
    const timeline = serviceTimeline(await factsOf({ ...rest, events: [] }));
    expect(timeline.entries.find(({ type }) => type === 'deployment')).toMatchObject({
      title: 'Deployment of revision 8 began',
      source: 'DescribeServices',
    });
  });
});

describe('the timeline of whatever order', () => {
  /** Every export of a story, as it is written. */
  const exportsOf = (timeline: Timeline): readonly string[] => [
    timelineJson(timeline, { timeZone: 'UTC' }),
    ...[false, true].map((all) => timelineMarkdown(timeline, { timeZone: 'UTC', all })),
    timelineHtml(timeline, { timeZone: 'UTC', all: true }),
    timelineSvg(timeline, { timeZone: 'UTC', all: true }),
  ];

  // What is exported depends on the order of the events in two places alone: where they are put in their own order, and
  // where a timeline is made of what was written down of them. Each is gone through for every shuffle; the way between
  // them, which is long, for what differs, and from end to end for every hundredth.
  it('is exported the same, byte for byte, for 1,000 shuffles with duplicates', async () => {
    const expected = JSON.stringify(serviceTimeline(facts));
    const exported = exportsOf(serviceTimeline(facts));
    const ordered = inOwnOrder(STORY.events);
    const told = new Set<string>();
    const random = seeded(20261109);
    for (let round = 0; round < 1000; round++) {
      const events = shuffled(STORY.events, random);
      const again = inOwnOrder(events);
      expect(again.length === ordered.length && again.every((event, at) => isSame(event, ordered[at]))).toBe(true);
      told.add(JSON.stringify(serviceTimeline(shuffledFacts(facts, random))));
      if (round % 100 === 0) {
        const timeline = serviceTimeline(await factsOf({ ...STORY, events }));
        expect(JSON.stringify(timeline) === expected).toBe(true);
        expect(exportsOf(timeline)).toEqual(exported);
      }
    }
    expect([...told]).toEqual([expected]);
  }, 60_000);

  it('is exported the same for each incident, whatever the order of what was written down', () => {
    const random = seeded(7);
    for (let number = 1; number <= 5; number++) {
      const expected = exportsOf(incident(number));
      for (let round = 0; round < 5; round++)
        expect(exportsOf(incident(number, shuffledFacts(facts, random)))).toEqual(expected);
    }
  });
});

describe('what events tell', () => {
  /** What the responder wrote down of events that reached it like this, ten at a time. */
  async function written(events: readonly unknown[]): Promise<string> {
    const stage = memoryStage(STORY);
    stage.moveTo(Date.parse('2026-11-12T08:00:00Z'));
    for (let start = 0; start < events.length; start += 10)
      await respondToEvents(
        events.slice(start, start + 10).map((event, index) => ({ id: String(index), body: JSON.stringify(event) })),
        stage,
        { thresholds: DEFAULT_THRESHOLDS, clusters: '*', rules: eventRules },
      );
    const rows = stage.rows();
    const told = serviceTimeline({
      ...facts,
      stops: rows.filter((row) => row.type === 'stop').map(({ episode: _, late: _late, ...row }) => row),
      entries: rows.filter((row) => row.type === 'entry' && !row.what.startsWith('alert-')) as EntryFact[],
      alerts: [],
      episodes: [],
    });
    return JSON.stringify(told.entries);
  }

  it('is the same in whatever order, batches and copies they reach the responder', async () => {
    const expected = await written(STORY.events);
    expect(JSON.parse(expected).length).toBeGreaterThan(50);
    const random = seeded(7);
    for (let round = 0; round < 20; round++)
      expect((await written(shuffled(STORY.events, random))) === expected).toBe(true);
  }, 60_000);
});

/** A shuffle in which some events come twice or thrice. */
function shuffled<T>(events: readonly T[], random: () => number): readonly T[] {
  const copies = events.flatMap((event) =>
    Array.from({ length: 1 + (random() < 0.3 ? Math.ceil(random() * 2) : 0) }, () => event),
  );
  for (let last = copies.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copies[last], copies[other]] = [copies[other] as T, copies[last] as T];
  }
  return copies;
}

/** Byte for byte; a shuffle holds the very events, so that few need to be written out. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** What was written down, each kind of it in another order and some of it twice. */
const shuffledFacts = (from: TimelineFacts, random: () => number): TimelineFacts => ({
  ...from,
  stops: shuffled(from.stops, random),
  entries: shuffled(from.entries, random),
  decisions: shuffled(from.decisions, random),
  alerts: shuffled(from.alerts, random),
  definitions: shuffled(from.definitions, random),
  counts: shuffled(from.counts, random),
  starts: shuffled(from.starts, random),
  // Of each incident there is one record; its causes are in any order.
  episodes: reordered(from.episodes, random).map((episode) => ({
    ...episode,
    causes: reordered(episode.causes, random),
  })),
});

const reordered = <T>(all: readonly T[], random: () => number): readonly T[] => [...new Set(shuffled(all, random))];

/** Numbers from 0 to 1 that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
