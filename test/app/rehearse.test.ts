import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rehearsal, rehearse } from '../../lib/app/rehearse';
import { eventRules } from '../../lib/domain/event-rules';
import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { isIncidentAlert } from '../../lib/domain/incident/is-incident-alert';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { asObjects, asText, asTexts, type JsonObject } from '../../lib/domain/json';
import { rules } from '../../lib/domain/rules';
import { parseTimestamp } from '../../lib/domain/timestamp';
import { memoryStage } from '../../lib/memory/memory-stage';
import { parseRecording, type Recording } from '../../lib/memory/recording';
import { eventsFolder, recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };
const told = (recording: Recording): Promise<Rehearsal> =>
  rehearse(recording, memoryStage(recording), policy, { ...policy, rules: eventRules });

const loud = ({ alerts }: Rehearsal): readonly IncidentAlert[] =>
  alerts.filter((alert): alert is IncidentAlert => alert.kind !== 'digest' && alert.kind !== 'update');

describe.each(['first-deploys.json', 'node-on-ec2.json'])('events/stories/%s', (name) => {
  const value = JSON.parse(readFileSync(join(eventsFolder, 'stories', name), 'utf8')) as JsonObject;
  const recording = parseRecording(value, name);
  if ('problem' in recording) throw new Error(recording.problem);
  const rehearsal = told(recording);
  const steps = asObjects(value['story']).map((step) => ({
    at: parseTimestamp(step['at']) ?? 0,
    causes: asTexts(step['causes']),
    incident: step['incident'] === true,
    becomes: asText(step['becomes']),
    what: asText(step['what']),
  }));

  it('tells every step that is an incident, at the time or within ten minutes, by a cause that fits', async () => {
    const { alerts } = await rehearsal;
    for (const { at, causes, incident, what } of steps) {
      if (!incident) continue;
      const near = alerts.flatMap((alert) =>
        isIncidentAlert(alert) && alert.at >= at - 2000 && alert.at <= at + 600_000
          ? alert.view.causes.map(({ cause }) => cause)
          : [],
      );
      expect({ what, told: near.some((cause) => causes.includes(cause)) }).toEqual({ what, told: true });
    }
  });

  it('becomes what it should before the next step', async () => {
    const { incidents } = await rehearsal;
    for (const [index, { at, becomes, what }] of steps.entries()) {
      if (becomes === undefined) continue;
      const next = steps[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      const ended = incidents.flatMap(({ incident: { state, closedAt = 0 } }) =>
        closedAt >= at && closedAt <= next ? state : [],
      );
      expect({ what, ended }).toEqual({ what, ended: [becomes] });
    }
  });

  it('calls people once for the opening and once for the end of each incident', async () => {
    const calls = loud(await rehearsal);
    for (const { incident } of (await rehearsal).incidents) {
      const kinds = calls.filter(({ view }) => view.incidentId === incident.id).map(({ kind }) => kind);
      expect(kinds[0]).toBe('opened');
      expect(kinds.filter((kind) => kind === 'opened' || kind === 'resolved')).toEqual(
        incident.closedAt === undefined ? ['opened'] : ['opened', 'resolved'],
      );
    }
  });
});

describe('every recording', () => {
  const all = Promise.all(recordedCases().map(async (one) => ({ ...one, rehearsal: await told(one.recording) })));

  it('calls nobody for normal life', async () => {
    const called = (await all).filter(({ expect: { incident }, rehearsal }) => !incident && loud(rehearsal).length > 0);
    expect(called.map(({ name }) => name)).toEqual([]);
  });

  it('opens an incident for everything else, and tells what is no passing trouble by a cause that fits', async () => {
    const missed: unknown[] = [];
    for (const { name, expect: expected, rehearsal } of await all) {
      if (!expected.incident) continue;
      const { incidents } = rehearsal;
      if (incidents.length === 0) missed.push([name, 'no incident']);
      const causes = incidents.flatMap(({ incident }) => incident.causes);
      const isUntold = causes.every(({ kind, told: isTold }) => kind === 'transient' && !isTold);
      const alerts = loud(rehearsal);
      if (alerts.length === 0 && !isUntold) missed.push([name, 'nothing told']);
      const named = causes.some(({ cause }) => expected.causes.includes(cause));
      if (expected.answerable && !named) missed.push([name, causes.map(({ cause }) => cause)]);
    }
    expect(missed).toEqual([]);
  });

  it('numbers the alerts of an incident without gap or repetition, and tells nothing before opened', async () => {
    for (const { rehearsal } of await all) {
      const seen = new Map<string, number>();
      for (const alert of rehearsal.alerts) {
        if (!isIncidentAlert(alert)) continue;
        const { incidentId, revision } = alert.view;
        expect(revision).toBe((seen.get(incidentId) ?? 0) + 1);
        if (revision === 1) expect(alert.kind).toBe('opened');
        seen.set(incidentId, revision);
      }
    }
  });
});
