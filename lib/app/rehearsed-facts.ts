import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import type { IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { parseService } from '../domain/service';
import { episodeOf } from '../domain/timeline/episode-of';
import type { StopFact, TimelineFacts } from '../domain/timeline/facts';
import type { Rehearsal, Stage } from './rehearse';
import type { TimelineWorld } from './timeline-world';
import { worldFacts } from './world-facts';

export interface RehearsedFactsOptions {
  /** The world was read from ECS just now: nobody was told of it, and what it shows is no event. */
  readonly isLive?: boolean;
}

/** What a rehearsed world tells, of each service and family in it, by name. */
export async function rehearsedFacts(
  world: TimelineWorld,
  { alerts, incidents }: Rehearsal,
  stage: Pick<Stage, 'rows' | 'readDiagnoses' | 'readRecord'>,
  { isLive = false }: RehearsedFactsOptions = {},
): Promise<readonly TimelineFacts[]> {
  const rows = stage.rows();
  const described = new Set((world.tasks ?? []).flatMap((one) => nameOf(one['taskArn'])));
  const subjects = new Map<string, Subject>(
    [...describedServices(world), ...rows, ...incidents].map(({ subject }) => [subjectKey(subject), subject]),
  );
  const facts: TimelineFacts[] = [];
  for (const [key, subject] of [...subjects].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = rows.filter((row) => subjectKey(row.subject) === key);
    const entries = own.filter((row) => row.type === 'entry');
    const isTold = entries.some(({ what }) => /^SERVICE_/.test(what));
    const seen = worldFacts(world, subject, isTold);
    const { place } = await stage.readRecord(subject);
    const ofSubject = incidents.filter((one) => subjectKey(one.subject) === key);
    facts.push(
      defined({
        subject,
        account: place?.account,
        region: place?.region,
        stops: own
          .filter((row) => row.type === 'stop')
          .map((row): StopFact => (described.has(row.taskId) ? { ...row, source: 'DescribeTasks' } : row)),
        decisions: own.filter((row) => row.type === 'decision'),
        alerts: isLive ? [] : alerts.filter((alert): alert is IncidentAlert => isOf(alert, key)),
        episodes: await Promise.all(
          ofSubject.map(async ({ incident }) => episodeOf(incident, await stage.readDiagnoses(incident.id))),
        ),
        ...seen,
        entries: [...entries.filter(({ what }) => !(isLive && what.startsWith('alert-'))), ...seen.entries],
      }) as TimelineFacts,
    );
  }
  return facts;
}

/** A service that did nothing worth a row may still have deployments to tell of. */
const describedServices = ({ services = [] }: TimelineWorld): readonly { readonly subject: Subject }[] =>
  services.flatMap((one) => {
    const service = parseService(one);
    return service === undefined
      ? []
      : [{ subject: { kind: 'service', cluster: service.cluster, name: service.name } as const }];
  });

const isOf = (alert: Rehearsal['alerts'][number], key: string): boolean =>
  isIncidentAlert(alert) && subjectKey(alert.view.subject) === key;

const nameOf = (arn: unknown): readonly string[] => (typeof arn === 'string' ? [nameOfArn(arn)] : []);
