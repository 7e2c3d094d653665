import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectEvidence } from '../../lib/app/collect-evidence';
import { evidence } from '../../lib/aws/evidence';
import { diagnose } from '../../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import type { Evidence } from '../../lib/domain/evidence';
import { rules } from '../../lib/domain/rules';
import { isStop, type Stop } from '../../lib/domain/stop';
import { memoryPorts } from '../../lib/memory/memory-ports';
import { parseRecording, type Recording } from '../../lib/memory/recording';
import { eventsFolder, recordedCases } from '../recorded-cases';
import { recordedAccount } from './recorded-account';

const stopsIn = ({ events }: Recording): readonly Stop[] =>
  events.map(parseEcsEvent).flatMap((event) => (event.type === 'task' && isStop(event.task) ? [event.task] : []));

function story(name: string): Recording {
  const recording = parseRecording(JSON.parse(readFileSync(join(eventsFolder, 'stories', name), 'utf8')), name);
  if ('problem' in recording) throw new Error(recording.problem);
  return recording;
}

/** Evidence of a stop half a minute later: from an account, and from the recording that the account answers from. */
async function readBoth(stop: Stop, recording: Recording) {
  const now = () => (stop.stoppedAt ?? 0) + 30_000;
  const account = recordedAccount(recording, now);
  const symptom = { kind: 'stop', stop } as const;
  const live = await collectEvidence(symptom, evidence({ ...account, logGroups: ['*'], now }));
  const replayed = await collectEvidence(symptom, memoryPorts(recording, now));
  const explained = (read: Evidence) => {
    const diagnosis = diagnose(symptom, read, rules);
    const { cause, confidence, summary, quotes, variables } = diagnosis ?? {};
    return { cause: cause?.id, confidence, summary, quotes, variables };
  };
  return { live, replayed, explained, calls: account.calls };
}

/** An account names the target groups of a service by the service: what lacks it could not be asked about there. */
const isAskable = ({ services, targetGroups }: Recording): boolean =>
  services !== undefined || targetGroups === undefined;

const cases = recordedCases().flatMap(({ name, recording }) => {
  const stop = stopsIn(recording).at(-1);
  const isComparable = stop !== undefined && recording.taskDefinitions !== undefined && isAskable(recording);
  return isComparable ? [{ name, recording, stop }] : [];
});

it('explains a stop in an account as a replay of its recording does, with at most 6 calls', async () => {
  let withLog = 0;
  let withLastGood = 0;
  for (const { name, recording, stop } of cases) {
    const { live, replayed, explained, calls } = await readBoth(stop, recording);
    expect({ name, ...explained(live) }).toEqual({ name, ...explained(replayed) });
    expect({ name, calls: calls.length <= 6 }).toEqual({ name, calls: true });
    if (live.logs.state === 'known') withLog += 1;
    if (live.lastGood.state === 'known') withLastGood += 1;
  }
  expect(cases.length).toBeGreaterThan(200);
  expect(withLog).toBeGreaterThan(150);
  expect(withLastGood).toBeGreaterThan(40);
});

it.each(['first-deploys.json', 'node-on-ec2.json'])(
  'explains every stop of the story %s as a replay does',
  async (name) => {
    const recording = story(name);
    const stops = stopsIn(recording);
    expect(stops.length).toBeGreaterThan(3);
    for (const stop of stops) {
      const { live, replayed, explained, calls } = await readBoth(stop, recording);
      expect({ task: stop.taskId, ...explained(live) }).toEqual({ task: stop.taskId, ...explained(replayed) });
      expect(calls.length).toBeLessThanOrEqual(6);
      expect(live.definition).toEqual(replayed.definition);
      expect(live.targetGroups).toEqual(replayed.targetGroups);
    }
  },
);
