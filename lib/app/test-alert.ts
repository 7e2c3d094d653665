import { other } from '../domain/causes/service/other';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import { recordOfRedacted } from '../domain/diagnosis/diagnosis-record';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import type { Alert } from '../domain/incident/alert';
import type { Subject } from '../domain/incident/subject';

export const TEST_KINDS = ['opened', 'resolved', 'digest'] as const;
export type TestKind = (typeof TEST_KINDS)[number];

/** No service of this name exists: cluster and service say themselves what it is. */
const SUBJECT: Subject = { kind: 'service', cluster: 'ecs-medic', name: 'this-is-a-test' };

const LASTED = 5 * 60_000;

/** An alert that says of itself that it is a test. Each has a message of its own; `now` is in milliseconds since 1970. */
export function testAlert(kind: TestKind, now: number): Alert {
  if (kind === 'digest')
    return {
      kind,
      alertId: `digest/test-${now}`,
      at: now,
      isTest: true,
      watching: 1,
      failing: [{ subject: SUBJECT, what: 'nothing is wrong: a person sent this to see whether it arrives' }],
    };
  const incidentId = `ecs-medic/this-is-a-test#${now}`;
  const isOver = kind === 'resolved';
  const openedAt = isOver ? now - LASTED : now;
  return {
    kind,
    alertId: `${incidentId}/1`,
    at: now,
    isTest: true,
    view: {
      incidentId,
      revision: 1,
      subject: SUBJECT,
      state: isOver ? 'resolved' : 'open',
      flapping: false,
      baseline: false,
      severity: 'info',
      causes: [
        {
          fingerprint: 'test',
          cause: other.id,
          title: DIAGNOSIS.title,
          stops: 1,
          firstAt: openedAt,
          lastAt: openedAt,
          isNew: !isOver,
          diagnosis: DIAGNOSIS,
        },
      ],
      stops: 1,
      openedAt,
      lastStopAt: openedAt,
      ...(isOver ? { closedAt: now, closedBecause: 'a test that ends well' } : {}),
      actions: [],
    },
  };
}

const FOUND: Diagnosis = {
  cause: other,
  confidence: 'certain',
  headline: 'nothing is wrong, a person is testing this channel',
  summary: 'Nothing is wrong: a person sent this with ecs-medic send-test, to see whether alerts arrive here.',
  quotes: [{ text: 'the line that proves a cause stands here', origin: { kind: 'pasted' } }],
  next: 'Nothing to do.',
  alternatives: [],
  unchecked: [],
  reasoning: { signals: [], superseded: [], faults: [] },
};

const DIAGNOSIS = recordOfRedacted(redactDiagnosis(FOUND).diagnosis);
