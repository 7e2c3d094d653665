import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { answerJson } from '../../lib/app/answer-json';
import { diagnoseQuestion } from '../../lib/app/diagnose-question';
import { type Diagnosed, verdictIn } from '../../lib/app/diagnose-service';
import { redactRecording } from '../../lib/app/redact-recording';
import { replayLive } from '../../lib/cli/replay-live';
import { asObjects, type JsonObject } from '../../lib/domain/json';
import { rules } from '../../lib/domain/rules';
import { parseService, type Service } from '../../lib/domain/service';
import { parseTimestamp } from '../../lib/domain/timestamp';
import { eventsFolder, recordedCases } from '../recorded-cases';
import { allTasks, diagnoseAccount } from './diagnose-account';

/** A minute after the last thing that the recording tells of. */
function momentOf(json: JsonObject, { messages }: Service): number {
  const times = [
    ...allTasks(json).map((one) => parseTimestamp(one['stoppedAt'])),
    ...asObjects(json['services']).map((one) => parseTimestamp(one['at'])),
    ...messages.map(({ at }) => at),
  ].filter((at) => at !== undefined);
  return Math.max(0, ...times) + 60_000;
}

/** An account names tasks and target groups by the service: a recording that does not could not be asked about there. */
function isAskable(json: JsonObject, { name }: Service): boolean {
  const isOwn = allTasks(json).every((one) => one['group'] === `service:${name}`);
  return isOwn && asObjects(json['targetGroups']).every((one) => one['TargetGroupArn'] !== undefined);
}

const cases = recordedCases().flatMap(({ name, expect: expected }) => {
  const json = JSON.parse(readFileSync(join(eventsFolder, name), 'utf8')) as JsonObject;
  const services = asObjects(json['services']);
  const service = services.length === 1 ? parseService(services[0]) : undefined;
  return service !== undefined && isAskable(json, service) ? [{ name, json, service, expected }] : [];
});

async function diagnosed(json: JsonObject, service: Service): Promise<Diagnosed> {
  const { ports } = diagnoseAccount(json, { now: momentOf(json, service), clusters: [service.cluster] });
  const reply = await diagnoseQuestion(
    { ports, rules, engine: replayLive },
    { cluster: service.cluster, service: service.name },
  );
  if (reply.kind !== 'answer') throw new Error(JSON.stringify(reply));
  return reply.diagnosed;
}

it('names in an account the cause that the recording is known for, for every recording that holds a service', async () => {
  const wrong: string[] = [];
  for (const { name, json, service, expected } of cases) {
    const { verdict } = await diagnosed(json, service);
    const isAccepted = verdict.cause === null ? !expected.incident : expected.causes.includes(verdict.cause);
    if (!isAccepted || verdict.incident !== expected.incident) wrong.push(`${name}: ${verdict.cause}`);
  }
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(150);
});

it('tells of no failure where a recording is of normal life', async () => {
  const normal = cases.filter(({ expected }) => !expected.incident);
  for (const { name, json, service } of normal) {
    const { answer } = await diagnosed(json, service);
    expect({ name, state: answer.standing.state }).not.toEqual({ name, state: 'failing' });
  }
  expect(normal.length).toBeGreaterThan(15);
});

it('tells of a failure where a recording is of an incident with counts', async () => {
  const failing = cases.filter(({ expected, service }) => expected.incident && service.desiredCount !== undefined);
  for (const { name, json, service } of failing) {
    const { answer } = await diagnosed(json, service);
    expect({ name, state: answer.standing.state }).toEqual({ name, state: 'failing' });
  }
  expect(failing.length).toBeGreaterThan(60);
});

it('saves, redacted, what replays to the same verdict', async () => {
  let hidden = 0;
  for (const { name, json, service } of cases) {
    const { verdict, recording } = await diagnosed(json, service);
    const saved = redactRecording(recording);
    hidden += saved.hidden;
    const copy = JSON.parse(JSON.stringify(saved.recording)) as JsonObject;
    expect({ name, verdict: verdictIn(verdict.id, await replayLive(copy)) }).toEqual({ name, verdict });
    expect(redactRecording(copy)).toEqual({ recording: copy, hidden: 0 });
  }
  expect(hidden).toBeGreaterThan(100);
});

it('prints JSON of the form that its schema describes', async () => {
  const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
    JSON.parse(readFileSync('docs/diagnosis.schema.json', 'utf8')),
  );
  for (const { name, json, service } of cases) {
    const { answer, verdict } = await diagnosed(json, service);
    const printed: unknown = JSON.parse(JSON.stringify(answerJson(answer, verdict, 0)));
    expect({ name, isValid: validate(printed), errors: validate.errors }).toEqual({
      name,
      isValid: true,
      errors: null,
    });
  }
  expect(validate({ schema: 'ecs-medic.diagnosis/1' })).toBe(false);
});
