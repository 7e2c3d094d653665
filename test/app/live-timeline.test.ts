import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnoseQuestion } from '../../lib/app/diagnose-question';
import { rehearseLive } from '../../lib/cli/rehearse-timeline';
import { replayLive } from '../../lib/cli/replay-live';
import { asObjects, type JsonObject } from '../../lib/domain/json';
import { rules } from '../../lib/domain/rules';
import { serviceTimeline } from '../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../lib/domain/timeline/timeline';
import { eventsFolder } from '../recorded-cases';
import { allTasks, diagnoseAccount } from './diagnose-account';

const read = (path: string): JsonObject => JSON.parse(readFileSync(join(eventsFolder, path), 'utf8')) as JsonObject;

/** What ECS tells of the service of a recording a minute after its last stop, as a timeline. */
async function timelineOf(json: JsonObject, denied: readonly string[] = []): Promise<Timeline> {
  const [described] = asObjects(json['services']);
  const service = String(described?.['serviceName']);
  const cluster = String(described?.['clusterArn']).split('/').at(-1) ?? '';
  const times = allTasks(json).map((one) => Date.parse(String(one['stoppedAt'] ?? one['createdAt'])));
  const { ports } = diagnoseAccount(json, { now: Math.max(...times) + 60_000, clusters: [cluster], denied });
  const reply = await diagnoseQuestion({ ports, rules, engine: replayLive }, { cluster, service });
  if (reply.kind !== 'answer') throw new Error(JSON.stringify(reply));
  const facts = (await rehearseLive(reply.diagnosed.recording)).find(({ subject }) => subject.name === service);
  if (facts === undefined) throw new Error(`nothing is known of ${service}`);
  return serviceTimeline(facts);
}

describe('the timeline of a service with nothing deployed', () => {
  const crash = read('exit-missing-configuration/composed-zod-session-secret-dropped.json');

  it('tells the deployment, the stops and the cause, from what ECS still knows', async () => {
    const { entries, causes } = await timelineOf(crash);
    expect(causes).toEqual(['exit-missing-configuration']);
    const types = new Set(entries.map(({ type }) => type));
    for (const type of ['deployment', 'stop', 'diagnosis'] as const) expect([...types]).toContain(type);
    expect(entries.find(({ type }) => type === 'stop')).toMatchObject({ source: 'DescribeTasks', importance: 'key' });
    expect(entries.find(({ type }) => type === 'diagnosis')?.title).toContain('SESSION_SECRET');
  });

  it('tells of nobody who was told, and of no end that has not come', async () => {
    const { entries } = await timelineOf(crash);
    expect(entries.filter(({ type }) => type === 'alert' || type === 'closed')).toEqual([]);
  });

  it('tells the stops where deployments, definitions and logs are denied', async () => {
    const denied = ['ecs:ListServiceDeployments', 'ecs:DescribeTaskDefinition', 'logs:GetLogEvents'];
    const { entries } = await timelineOf(crash, denied);
    expect(entries.filter(({ type }) => type === 'stop')).not.toEqual([]);
    expect(entries.find(({ type }) => type === 'deployment')).toMatchObject({ source: 'DescribeServices' });
  });

  it('tells a healthy service by its deployments and messages', async () => {
    const { entries, stops } = await timelineOf(read('normal/composed-scale-in-at-night-exit-0.json'));
    expect(stops).toBe(0);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ source }) => /^(?:Describe|List)/.test(source))).toBe(true);
  });
});
