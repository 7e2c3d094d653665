import type { Area } from '../domain/doctor/part-health';
import type { HandlerName } from './doctor-ports';

const MINUTE = 60_000;

/** A function of the stack, by its logical id. */
export interface FunctionPart {
  readonly logicalId: string;
  readonly handler: HandlerName;
  readonly area: Area;
  /** Milliseconds between two runs; absent where it runs for messages only. */
  readonly every?: number;
}

export const FUNCTION_PARTS: readonly FunctionPart[] = [
  { logicalId: 'RespondToEcsEventsLambdaFunction', handler: 'respond-to-ecs-events', area: 'events' },
  { logicalId: 'ExplainIncidentsLambdaFunction', handler: 'explain-incidents', area: 'evidence' },
  { logicalId: 'DeliverAlertsLambdaFunction', handler: 'deliver-alerts', area: 'delivery' },
  { logicalId: 'KeepWatchLambdaFunction', handler: 'keep-watch', area: 'watch', every: MINUTE },
  { logicalId: 'ActOnIncidentsLambdaFunction', handler: 'act-on-incidents', area: 'actions', every: MINUTE },
  { logicalId: 'ApplySchedulesLambdaFunction', handler: 'apply-schedules', area: 'actions', every: 5 * MINUTE },
];

/** A queue, its dead-letter queue, and who takes from it. */
export interface QueuePart {
  readonly name: 'events' | 'look-again' | 'deliveries';
  readonly area: Area;
  readonly queue: string;
  readonly deadLetters: string;
  readonly trigger: string;
  readonly handler: HandlerName;
  /** Milliseconds after which the alarm of its age goes. */
  readonly oldestAllowed: number;
}

export const QUEUE_PARTS: readonly QueuePart[] = [
  {
    name: 'events',
    area: 'events',
    queue: 'EventsQueue',
    deadLetters: 'EventsDeadLetterQueue',
    trigger: 'RespondToEcsEventsEventSourceMappingSQSEventsQueue',
    handler: 'respond-to-ecs-events',
    oldestAllowed: 10 * MINUTE,
  },
  {
    name: 'look-again',
    area: 'evidence',
    queue: 'LookAgainQueue',
    deadLetters: 'LookAgainDeadLetterQueue',
    trigger: 'ExplainIncidentsEventSourceMappingSQSLookAgainQueue',
    handler: 'explain-incidents',
    oldestAllowed: 20 * MINUTE,
  },
  {
    name: 'deliveries',
    area: 'delivery',
    queue: 'DeliveriesQueue',
    deadLetters: 'DeliveriesDeadLetterQueue',
    trigger: 'DeliverAlertsEventSourceMappingSQSDeliveriesQueue',
    handler: 'deliver-alerts',
    oldestAllowed: 15 * MINUTE,
  },
];

/** Schedules, by their logical ids, with the area of the function that they run. */
export const SCHEDULE_AREAS: Readonly<Record<string, Area>> = {
  WhatIsDueSchedule: 'watch',
  SweepSchedule: 'watch',
  ActSchedule: 'actions',
  ApplySchedule: 'actions',
};

export const TABLE_PART = 'Table';
export const SWITCH_PART = 'ActionsSwitch';
export const ALERTS_TOPIC_PART = 'AlertsTopic';
export const ALARMS_TOPIC_PART = 'AlarmsTopic';

/** Logical ids of what every stack of this version has. */
export const EXPECTED_PARTS: readonly string[] = [
  ...FUNCTION_PARTS.map(({ logicalId }) => logicalId),
  ...QUEUE_PARTS.flatMap(({ queue, deadLetters, trigger }) => [queue, deadLetters, trigger]),
  ...Object.keys(SCHEDULE_AREAS),
  TABLE_PART,
  SWITCH_PART,
  ALERTS_TOPIC_PART,
  ALARMS_TOPIC_PART,
];
