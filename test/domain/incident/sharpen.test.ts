import { collectEvidence, noEvidence } from '../../../lib/app/collect-evidence';
import { diagnose } from '../../../lib/domain/diagnosis/diagnose';
import { type DiagnosisRecord, recordOf } from '../../../lib/domain/diagnosis/diagnosis-record';
import type { Evidence } from '../../../lib/domain/evidence';
import { fold } from '../../../lib/domain/incident/fold';
import type { StopHappening } from '../../../lib/domain/incident/happening';
import type { Look } from '../../../lib/domain/incident/look';
import { recovered } from '../../../lib/domain/incident/recovery';
import type { StopRow } from '../../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { sharpen } from '../../../lib/domain/incident/sharpen';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { rules } from '../../../lib/domain/rules';
import { parseService } from '../../../lib/domain/service';
import type { Symptom } from '../../../lib/domain/symptom';
import { memoryPorts } from '../../../lib/memory/memory-ports';
import { recordedCases } from '../../recorded-cases';
import { stopIn, stopsLike } from './recorded-happenings';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const NAME = 'exit-missing-configuration/agenta1506.json';
const tagMissing = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
/** Its log names the variable that is missing; the event tells an exit code only. */
const crash = stopIn(NAME);
const start = crash.at;

const folded = (record: ServiceRecord, stops: readonly StopHappening[]) =>
  fold(record, stops, {
    known: new Map<string, StopRow>(),
    now: Math.max(...stops.map(({ at }) => at)),
    thresholds,
  });

function diagnosed(symptom: Symptom, evidence: Evidence): DiagnosisRecord {
  const diagnosis = diagnose(symptom, evidence, rules);
  if (diagnosis === undefined) throw new Error('no diagnosis');
  return recordOf(diagnosis, symptom, evidence);
}

async function withLog(): Promise<DiagnosisRecord> {
  const recording = recordedCases().find(({ name }) => name === NAME)?.recording;
  if (recording === undefined) throw new Error(`no recording ${NAME}`);
  return diagnosed(
    crash.symptom,
    await collectEvidence(
      crash.symptom,
      memoryPorts(recording, () => start),
    ),
  );
}

const serviceOf = (more: object) => {
  const service = parseService({ serviceName: 'web', clusterArn: 'cluster/prod', status: 'ACTIVE', ...more });
  if (service === undefined) throw new Error('no service');
  return service;
};

const firstLook = ({ looks }: { readonly looks: readonly Look[] }): Look => {
  const [look] = looks;
  if (look === undefined) throw new Error('no look');
  return look;
};

it('keeps the name of a cause when a later look finds no log', async () => {
  const opened = folded(newRecord(crash.subject), [crash]);
  const look = firstLook(opened);
  const named = await withLog();
  expect(named).toMatchObject({ cause: 'exit-missing-configuration', confidence: 'certain' });
  const sharpened = sharpen(opened.record, look, { diagnosis: named, conclusive: true, now: start }, thresholds).record;
  const blind = diagnosed(crash.symptom, noEvidence('its last lines are still on their way'));
  expect(blind.kind).toBe('unknown');
  const { record, diagnoses } = sharpen(
    sharpened,
    look,
    { diagnosis: blind, conclusive: false, now: start + SECOND },
    thresholds,
  );
  expect(record.incident?.causes).toMatchObject([{ cause: 'exit-missing-configuration', confidence: 'certain' }]);
  expect([...diagnoses.keys()]).toEqual([]);
});

it('closes an incident as deleted, not as held, where the service is being deleted', () => {
  const opened = folded(newRecord(tagMissing.subject), [tagMissing]);
  for (const status of ['INACTIVE', 'DRAINING']) {
    const service = serviceOf({ status, desiredCount: 0, runningCount: 0 });
    const { record } = sharpen(opened.record, firstLook(opened), { conclusive: true, service, now: start }, thresholds);
    expect(record.incident?.state).toBe('deleted');
  }
});

it('says once with how many tasks a service is steady, however often it is asked', () => {
  const { record: told } = tell(folded(newRecord(tagMissing.subject), [tagMissing]).record, tagMissing.at, thresholds);
  const at = tagMissing.at + SECOND;
  const recovering = recovered(told, { at, because: 'steady state' }, thresholds);
  const look = { ...firstLook(folded(newRecord(tagMissing.subject), [tagMissing])), signature: undefined };
  const { signature: _signature, ...recoveryLook } = look;
  const seen = { conclusive: true, service: serviceOf({ desiredCount: 2, runningCount: 2 }), now: at };
  const once = sharpen(recovering, recoveryLook, seen, thresholds).record;
  expect(once.incident?.recovery?.because).toBe('steady state with 2 of 2 running');
  expect(sharpen(once, recoveryLook, seen, thresholds).record.incident?.recovery).toEqual(once.incident?.recovery);
});

it('does not count what was normal life with the evidence as an opening of a flapping service', () => {
  const normal: DiagnosisRecord = { ...diagnosed(crash.symptom, noEvidence('not read')), kind: 'normal' };
  let record = newRecord(crash.subject);
  for (const [index, stop] of stopsLike(crash, [start, start + HOUR, start + 2 * HOUR]).entries()) {
    const opened = folded(record, [{ ...stop, taskId: `t${index}` }]);
    expect(opened.record.incident?.flapping).toBe(false);
    record = sharpen(
      opened.record,
      firstLook(opened),
      { diagnosis: normal, conclusive: true, now: stop.at + SECOND },
      thresholds,
    ).record;
    expect(record.incident?.state).toBe('resolved');
    expect(tell(record, stop.at + SECOND, thresholds).kind).toBeUndefined();
  }
  const real = folded(record, [{ ...crash, at: start + 3 * HOUR, taskId: 'real' }]);
  expect(real.record.incident?.flapping).toBe(false);
});
