import { nameOfArn } from '../ecs-events/ecs-arn';
import { type Change, unchanged } from '../incident/change';
import type { Row } from '../incident/row';
import type { ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { primaryOf, type Service } from '../service';
import { rowOf } from './change-row';
import { awsCommandsToRestore, commandsToRestore } from './commands';
import { rowsOfDecision } from './decision-rows';
import { type Hold, isAnotherService } from './hold';
import { withNews } from './news';

export const ANOTHER_SERVICE = 'the service was deleted and created anew: what ran before is not brought back';

/** Milliseconds: whoever looks at many services may have read this one so long ago, before it was put to zero. */
export const READ_BEFORE = 5 * 60_000;

/**
 * What the sweep sees of a held service. A count that is not 0 was set by somebody else: it releases the hold, and is
 * never fought. A deployment that completed at 0 because nobody restored the count is told once. Those of a schedule are
 * released by the schedule, which knows until when to leave them alone.
 */
export function watchHold(record: ServiceRecord, service: Service, now: number): Change {
  const { hold, intent } = record;
  if (hold === undefined || intent !== undefined || service.desiredCount === undefined) return unchanged(record);
  if (isAnotherService(hold, service)) return released(record, hold, ANOTHER_SERVICE, now);
  if (service.desiredCount > 0) {
    if (hold.owner === 'schedule' || now - hold.since < READ_BEFORE) return unchanged(record);
    return released(record, hold, `somebody else set its desired count to ${service.desiredCount}`, now);
  }
  return withReleaseAtZero(record, hold, service, now);
}

/** The service is not there any more: there is nothing to hold. */
export const withoutHold = (record: ServiceRecord): ServiceRecord =>
  record.hold === undefined ? record : (defined({ ...record, hold: undefined }) as ServiceRecord);

/** That a hold ended, for `ecs-medic decisions` and the timeline. */
export const rowsOfRelease = (record: ServiceRecord, hold: Hold, because: string, now: number): readonly Row[] =>
  rowsOfDecision(
    rowOf(
      record,
      { id: `hold/${hold.since}`, action: 'restore', owner: hold.owner, ...ofIncident(hold) },
      'released',
      now,
      { reason: because },
    ),
    episodeOf(record, hold),
  );

/** A hold that is over because of somebody else: recorded, told, and never fought. */
export function released(record: ServiceRecord, hold: Hold, because: string, now: number): Change {
  // Before the record, which forgets about the hold.
  const change = { ...unchanged(withoutHold(record)), owed: rowsOfRelease(record, hold, because, now) };
  const target = hold.scalableTarget;
  const suspended =
    target === undefined
      ? []
      : ['Application Auto Scaling is still suspended as ecs-medic left it: the command puts it back.'];
  return withNews(
    change,
    {
      key: `hold/${hold.since}/released`,
      title: 'no longer held at zero',
      lines: [`It is no longer held at zero: ${because}.`, ...suspended],
      commands: target === undefined ? [] : awsCommandsToRestore(record.subject, hold, record.place?.region).slice(1),
      severity: 'info',
      loud: true,
      ...ofIncident(hold),
    },
    now,
  );
}

function withReleaseAtZero(record: ServiceRecord, hold: Hold, service: Service, now: number): Change {
  const primary = primaryOf(service);
  if (primary === undefined || primary.id === hold.deploymentId || primary.id === hold.toldDeployment)
    return unchanged(record);
  if (primary.rolloutState !== 'COMPLETED') return unchanged(record);
  const name = primary.taskDefinitionArn === undefined ? 'a new revision' : nameOfArn(primary.taskDefinitionArn);
  const why = {
    incident: 'ecs-medic put it to zero while it crashed',
    schedule: 'it sleeps by its schedule',
    person: 'it was put to zero with ecs-medic',
  }[hold.owner];
  return withNews(
    unchanged({ ...record, hold: { ...hold, toldDeployment: primary.id } }),
    {
      key: `release-at-zero/${primary.id}`,
      title: 'your release is deployed at 0 tasks',
      lines: [
        `The deployment of ${name} completed at 0 tasks: ${why}, and nobody restored the count of ${hold.remembered}.`,
        'A deployment at 0 always completes, so nothing says yet whether the release works.',
      ],
      commands: commandsToRestore(record.subject, hold, record.place?.region),
      severity: hold.owner === 'schedule' ? 'info' : 'warning',
      loud: true,
      ...ofIncident(hold),
    },
    now,
  );
}

const ofIncident = ({ incidentId }: Hold): { incidentId?: string } => (incidentId === undefined ? {} : { incidentId });

const episodeOf = ({ episode, incident }: ServiceRecord, { incidentId }: Hold): number | undefined =>
  incident !== undefined && incident.id === incidentId ? episode : undefined;
