import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import { happeningOf } from '../../lib/domain/incident/happening-of';
import { asObject, asObjects, type JsonObject } from '../../lib/domain/json';
import { eventsFolder } from '../recorded-cases';
import { matchesPattern } from './event-pattern';
import { packagedTemplate, resourcesOf } from './packaged-template';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const NOW = Date.UTC(2027, 0, 1);

/** The patterns as they stand in an account. */
const rules = resourcesOf(packagedTemplate(), 'AWS::Events::Rule').map(([id, { EventPattern }]) => {
  const text = JSON.stringify(EventPattern)
    .replaceAll('{"Ref":"AWS::AccountId"}', JSON.stringify(ACCOUNT))
    .replaceAll('{"Ref":"AWS::Region"}', JSON.stringify(REGION));
  return { id, pattern: JSON.parse(text) as JsonObject };
});

const rulesFor = (event: JsonObject): readonly string[] =>
  rules.filter(({ pattern }) => matchesPattern(event, pattern)).map(({ id }) => id);

interface RecordedEvent {
  readonly name: string;
  readonly event: JsonObject;
}

/** Every event of every recording, stories included, as the event bus of our account would have it. */
const recorded: readonly RecordedEvent[] = readdirSync(eventsFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .sort()
  .flatMap((path) => {
    const { events } = JSON.parse(readFileSync(join(eventsFolder, path), 'utf8')) as JsonObject;
    return asObjects(events).map((event, at) => ({
      name: `${path} ${at}`,
      event: { ...event, account: ACCOUNT, region: REGION },
    }));
  });

const isUsed = (event: JsonObject): boolean => {
  const parsed = parseEcsEvent(event);
  return parsed.type !== 'unusable' && parsed.type !== 'not-ours' && happeningOf(parsed, undefined, NOW) !== undefined;
};

const BEFORE_STOPPED = [
  'PROVISIONING',
  'PENDING',
  'ACTIVATING',
  'RUNNING',
  'DEACTIVATING',
  'STOPPING',
  'DEPROVISIONING',
];
const RULE_OF: Readonly<Record<string, string>> = {
  'ECS Task State Change': 'TaskStopsRule',
  'ECS Deployment State Change': 'DeploymentsRule',
  'ECS Service Action': 'ServiceActionsRule',
  'ECS Container Instance State Change': 'ContainerInstancesRule',
};

const namesOf = (events: readonly RecordedEvent[]) => events.map(({ name }) => name);

it('has one rule for each kind of event', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual(Object.values(RULE_OF).sort());
});

it('delivers every recorded event that the engine uses, by one rule', () => {
  const used = recorded.filter(({ event }) => isUsed(event));
  expect(used.length).toBeGreaterThan(500);
  const wrong = used.filter(({ event }) => rulesFor(event).join() !== RULE_OF[String(event['detail-type'])]);
  expect(namesOf(wrong)).toEqual([]);
});

it('delivers no recorded event that the engine does not use', () => {
  const unused = recorded.filter(({ event }) => !isUsed(event));
  expect(unused.length).toBeGreaterThan(50);
  expect(namesOf(unused.filter(({ event }) => rulesFor(event).length > 0))).toEqual([]);
});

it('delivers no task that has not stopped, but the warning of an interruption', () => {
  const running = recorded.filter(({ event }) =>
    BEFORE_STOPPED.includes(String(asObject(event['detail'])?.['lastStatus'])),
  );
  expect(running.length).toBeGreaterThan(50);
  const delivered = running.filter(({ event }) => rulesFor(event).length > 0);
  expect(delivered.length).toBeGreaterThan(0);
  for (const { event } of delivered)
    expect(asObject(event['detail'])?.['stopCode']).toMatch(/^(?:SpotInterruption|TerminationNotice)$/);
});

it.each([
  ['another source', { source: 'demo.ecs' }],
  ['another account', { account: '999988887777' }],
  // Forwarded to one bus: a service of the same name there says nothing of the one here, which would be acted on.
  ['another Region', { region: 'us-east-1' }],
  ['another detail-type', { 'detail-type': 'EC2 Instance State-change Notification' }],
])('delivers no recorded event of %s', (_what, change) => {
  expect(namesOf(recorded.filter(({ event }) => rulesFor({ ...event, ...change }).length > 0))).toEqual([]);
});

it('delivers a status that AWS may invent', () => {
  const stop = recorded.find(({ event }) => asObject(event['detail'])?.['lastStatus'] === 'STOPPED')?.event ?? {};
  const withStatus = (lastStatus: string) => ({ ...stop, detail: { ...asObject(stop['detail']), lastStatus } });
  expect(rulesFor(withStatus('STOPPED_FOR_GOOD'))).toEqual(['TaskStopsRule']);
  for (const status of BEFORE_STOPPED) expect(rulesFor(withStatus(status))).toEqual([]);
});

/** Composed: no recording has events of container instances. */
describe('container instances', () => {
  const change = (detail: JsonObject): JsonObject => ({
    version: '0',
    source: 'aws.ecs',
    account: ACCOUNT,
    region: REGION,
    'detail-type': 'ECS Container Instance State Change',
    detail: { agentConnected: true, status: 'ACTIVE', ...detail },
  });
  it.each([
    ['a lost agent', { agentConnected: false }, ['ContainerInstancesRule']],
    ['a draining host', { status: 'DRAINING' }, ['ContainerInstancesRule']],
    ['a status that AWS may invent', { status: 'QUARANTINED' }, ['ContainerInstancesRule']],
    ['a placement', { remainingResources: [] }, []],
    ['a host that registers', { status: 'REGISTERING' }, []],
  ])('%s', (_what, detail, expected) => {
    expect(rulesFor(change(detail))).toEqual(expected);
  });
});
