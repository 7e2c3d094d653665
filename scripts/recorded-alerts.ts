import { collectEvidence } from '../lib/app/collect-evidence';
import { replay } from '../lib/app/replay';
import type { Step } from '../lib/app/step';
import { recordOf } from '../lib/domain/diagnosis/diagnosis-record';
import type { CauseView, IncidentAlert, IncidentView } from '../lib/domain/incident/alert';
import { fingerprintOf } from '../lib/domain/incident/fingerprint';
import { subjectKey } from '../lib/domain/incident/subject';
import { defined } from '../lib/domain/json';
import { rules } from '../lib/domain/rules';
import { memoryPorts } from '../lib/memory/memory-ports';
import type { Recording } from '../lib/memory/recording';

const START = Date.UTC(2026, 10, 9, 3, 0);

/** One `opened` alert for each failure in a recording, diagnosed by the engine; impact and counts are composed. */
export async function recordedAlerts(recording: Recording): Promise<readonly IncidentAlert[]> {
  const { steps } = await replay(recording, (now) => memoryPorts(recording, now), rules);
  const alerts: IncidentAlert[] = [];
  for (const step of steps) {
    if (step.diagnosis === undefined || step.diagnosis.cause.kind === 'normal') continue;
    alerts.push(await alertOf(step, recording));
  }
  return alerts;
}

async function alertOf(step: Step, recording: Recording): Promise<IncidentAlert> {
  const at = step.at ?? START;
  const { symptom, diagnosis } = step;
  if (diagnosis === undefined) throw new Error('a step without a diagnosis has no alert');
  const evidence = await collectEvidence(
    symptom,
    memoryPorts(recording, () => at),
  );
  const record = recordOf(diagnosis, symptom, evidence);
  const cause: CauseView = {
    fingerprint: fingerprintOf(record),
    cause: record.cause,
    title: record.title,
    stops: 3,
    firstAt: at - 240_000,
    lastAt: at,
    isNew: true,
    diagnosis: record,
  };
  const [cluster = 'unknown', name = step.subject] = step.subject.includes('/') ? step.subject.split('/') : [];
  const subject = { kind: step.subject.includes('/') ? 'service' : 'family', cluster, name } as const;
  const incidentId = `${subjectKey(subject)}#3`;
  const view = defined({
    incidentId,
    revision: 1,
    subject,
    state: 'open',
    flapping: false,
    baseline: false,
    severity: 'critical',
    causes: [cause],
    stops: 3,
    openedAt: at - 240_000,
    lastStopAt: at,
    running: 0,
    desired: 3,
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    actions: [],
  }) as IncidentView;
  return { kind: 'opened', alertId: `${incidentId}/1`, at, view };
}
