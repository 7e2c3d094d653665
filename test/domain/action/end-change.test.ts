import { withIntent } from '../../../lib/domain/action/begin-change';
import { withOutcome } from '../../../lib/domain/action/end-change';
import type { Intent } from '../../../lib/domain/action/intent';
import { planAction } from '../../../lib/domain/action/plan-action';
import { withDecision } from '../../../lib/domain/action/record-decision';
import { watchHold } from '../../../lib/domain/action/watch-hold';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import { known } from '../../../lib/domain/read';
import { EARLIER, incident, MINUTE, NOW, REVISION, record, service, state } from './acting-state';

const target = { min: 2, max: 10, suspended: { dynamicIn: false, dynamicOut: true, scheduled: false } };
const planned = planAction('scale-to-zero', state({ scalableTarget: known(target) }), 'incident', NOW) as Intent;

it('remembers what runs now, once, before anything is changed', () => {
  expect(planned.hold).toMatchObject({ remembered: 3, scalableTarget: target, deploymentId: 'ecs-svc/1' });
  const begun = withIntent(record(), planned).record;
  expect(begun).toMatchObject({ intent: { id: planned.id, to: 0 }, incident: { actedAt: NOW } });
  expect(begun.hold).toBeUndefined();
  const older = { ...planned.hold, remembered: 9 } as NonNullable<Intent['hold']>;
  const held = withOutcome({ ...begun, hold: older }, planned, { word: 'verified', because: 'read' }, NOW);
  expect(held.record.hold?.remembered).toBe(9);
});

it('ends the incident as held, and calls people with the commands that undo it', () => {
  const { record: held, owed } = withOutcome(
    withIntent(record(), planned).record,
    planned,
    { word: 'verified', because: 'its desired count reads 0' },
    NOW,
    'eu-central-1',
  );
  expect(held).toMatchObject({ hold: { remembered: 3 }, incident: { state: 'held' } });
  expect(held.intent).toBeUndefined();
  const told = tell(held, NOW, DEFAULT_THRESHOLDS);
  expect(told.kind).toBe('action');
  expect(held.incident?.actions?.at(-1)?.command?.split('\n')).toEqual([
    'ecs-medic restore --cluster production --service orders-api --region eu-central-1',
    'aws ecs update-service --cluster production --service orders-api --desired-count 3 --region eu-central-1',
    'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount ' +
      '--resource-id service/production/orders-api --min-capacity 2 --max-capacity 10 --suspended-state ' +
      'DynamicScalingInSuspended=false,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=false --region eu-central-1',
  ]);
  // That it was begun may have been lost by a run that was cut off; the same row again changes nothing.
  expect(owed.map((row) => (row.type === 'decision' ? row.decision : row.type))).toEqual([
    'do',
    'entry',
    'verified',
    'entry',
  ]);
  // Told once.
  expect(tell(told.record, NOW, DEFAULT_THRESHOLDS).kind).toBeUndefined();
});

it('tells of a rollback with the command that deploys again what was rolled back', () => {
  const current = { serviceDeploymentArn: 'arn:sd', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER };
  const going = planAction('roll-back', state({ currentDeployment: known(current) }), 'incident', NOW) as Intent;
  expect(going).toMatchObject({ rollsBackTo: EARLIER, rollsBackFrom: REVISION });
  const begun = withIntent(record(), going).record;
  const command = (word: 'verified' | 'failed') =>
    withOutcome(begun, going, { word, because: 'read' }, NOW, 'eu-central-1').record.incident?.actions?.at(-1)?.command;
  expect(command('verified')).toBe(
    'aws ecs update-service --cluster production --service orders-api --task-definition orders-api:8 --region eu-central-1',
  );
  expect(command('failed')).toBeUndefined();
});

it('counts what did not end well, and begins anew after what did', () => {
  const failed = withOutcome(
    record({ failedActions: 1, intent: planned }),
    planned,
    { word: 'failed', because: 'AccessDenied' },
    NOW,
  );
  expect(failed.record).toMatchObject({ failedActions: 2 });
  const verified = withOutcome(failed.record, planned, { word: 'verified', because: 'read' }, NOW);
  expect(verified.record.failedActions).toBeUndefined();
});

it('is not told where a safeguard ended the attempt before any call: whoever asked for it tells of that', () => {
  const obstacle = { key: 'scale-to-zero/deployment', since: NOW, at: NOW, told: true };
  const ended = withOutcome(
    record({ intent: planned, obstacle }),
    planned,
    { word: 'failed', because: 'actions are switched off', guard: 'switched-off' },
    NOW,
  );
  expect(ended.record).toMatchObject({ obstacle });
  expect([ended.record.failedActions, ended.record.incident?.actedAt]).toEqual([undefined, undefined]);
  expect([ended.record.incident?.actions, ended.notices]).toEqual([undefined, undefined]);
  expect(ended.owed).toContainEqual(expect.objectContaining({ decision: 'failed', guard: 'switched-off' }));
});

it('keeps the hold of a service that could not be taken back from zero', () => {
  const left = withOutcome(
    record({ intent: planned }),
    planned,
    { word: 'reverted', because: 'a deployment began', isLeftAtZero: true },
    NOW,
  );
  expect(left.record.hold).toMatchObject({ remembered: 3 });
  const reverted = withOutcome(
    record({ intent: planned }),
    planned,
    { word: 'reverted', because: 'a deployment began' },
    NOW,
  );
  expect(reverted.record.hold).toBeUndefined();
});

it('records a refusal once an incident and tells it quietly', () => {
  const refusal = { decision: 'refuse', guard: 'serving', reason: '1 task serves', answers: [] } as const;
  const first = withDecision(record(), 'scale-to-zero', refusal, NOW);
  expect(first.rows).toHaveLength(2);
  expect(tell(first.record, NOW, DEFAULT_THRESHOLDS).kind).toBe('update');
  const second = withDecision(first.record, 'scale-to-zero', { ...refusal, reason: '2 tasks serve' }, NOW + MINUTE);
  expect(second.rows).toEqual([]);
  expect(second.record).toBe(first.record);
});

const hold = planned.hold as NonNullable<Intent['hold']>;
const heldRecord = record({ hold, incident: { ...incident, state: 'held' } });
const atZero = (id: string, rolloutState: string) =>
  service({
    desiredCount: 0,
    deployments: [{ id, status: 'PRIMARY', rolloutState, taskDefinitionArn: 'arn:x/orders-api:9' }],
  });

it('tells once that a release was deployed at 0 tasks', () => {
  expect(watchHold(heldRecord, atZero('ecs-svc/1', 'COMPLETED'), NOW).record).toBe(heldRecord);
  expect(watchHold(heldRecord, atZero('ecs-svc/2', 'IN_PROGRESS'), NOW).record).toBe(heldRecord);
  const told = watchHold(heldRecord, atZero('ecs-svc/2', 'COMPLETED'), NOW);
  expect(told.record.incident?.actions?.at(-1)).toMatchObject({
    loud: true,
    told: false,
    text: expect.stringContaining('orders-api:9'),
  });
  expect(watchHold(told.record, atZero('ecs-svc/2', 'COMPLETED'), NOW).record).toBe(told.record);
});

it('lets a hold go when somebody else sets the count, and never fights it', () => {
  const later = NOW + 5 * MINUTE;
  // The sweep may have read it before it was put to zero.
  expect(watchHold(heldRecord, service({ desiredCount: 3 }), later - 1).record.hold).toEqual(hold);
  const freed = watchHold(heldRecord, service({ desiredCount: 1 }), later);
  expect(freed.record.hold).toBeUndefined();
  expect(freed.record.incident?.actions?.at(-1)?.command).toContain('register-scalable-target');
  const another = watchHold(heldRecord, service({ desiredCount: 0, createdAt: NOW }), NOW);
  expect(another.record.hold).toBeUndefined();
});

it('tells in a message of its own what belongs to no incident', () => {
  const asleep = record({ hold: { ...hold, owner: 'schedule' } });
  const { incidentId: _, ...ofSchedule } = asleep.hold as NonNullable<typeof asleep.hold>;
  const told = watchHold({ ...asleep, hold: ofSchedule }, atZero('ecs-svc/2', 'COMPLETED'), NOW);
  expect(told.notices).toMatchObject([{ title: 'your release is deployed at 0 tasks', severity: 'info' }]);
});
