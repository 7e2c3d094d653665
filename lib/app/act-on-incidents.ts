import { chooseAction } from '../domain/action/choose-action';
import { withLoopFrom } from '../domain/action/crash-loop';
import type { ActionState, Decision } from '../domain/action/guard';
import { primaryIn, serviceIn } from '../domain/action/guards/service-in';
import type { ActionKind } from '../domain/action/intent';
import { withDecision } from '../domain/action/record-decision';
import { unchanged } from '../domain/incident/change';
import { isOpen } from '../domain/incident/incident';
import type { ServiceRecord } from '../domain/incident/service-record';
import { subjectKey } from '../domain/incident/subject';
import { isDeploying } from '../domain/service';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import type { ChangePorts } from './change-request';
import { changeService } from './change-service';
import { readActionState } from './read-action-state';
import { readReadableServices } from './read-due-services';
import { watches } from './responder-policy';
import { settleLeftBehind } from './settle-left-behind';
import { tendLedger } from './tend-ledger';

/** What a run did: numbers for its log, and for tests. */
export interface ActReport {
  readonly settled: number;
  readonly considered: number;
  readonly changed: number;
}

/** Services that are read and decided on in one run; those that crash most lately come first. */
const MOST_CONSIDERED = 40;
/** Milliseconds after which no other service is taken up: the function may take 60 s. */
const TIME_TO_ACT = 30_000;
/** The same for changes that an earlier run left behind. */
const TIME_TO_SETTLE = 15_000;

/**
 * One run of the function that acts: settles what an earlier run left behind, freezes where many services fail at once,
 * and decides on each service that crashes in a loop. Level-based: it acts on what is so now, never on an event.
 */
export async function actOnIncidents(ports: ChangePorts, acting: ActingPolicy): Promise<ActReport> {
  const startedAt = ports.now();
  const { records, unread } = await readReadableServices(ports);
  // Those of a schedule are settled by its own function: this one's role may not change its services.
  const settled = await settleLeftBehind(records, ['incident', 'person'], startedAt + TIME_TO_SETTLE, ports, acting);
  if (!(await tendLedger(records, unread, ports, acting))) return { settled, considered: 0, changed: 0 };
  const candidates = records
    .filter((record) => isCandidate(record, acting))
    .sort((a, b) => (b.loop?.lastAt ?? 0) - (a.loop?.lastAt ?? 0));
  let changed = 0;
  let considered = 0;
  for (const record of candidates.slice(0, MOST_CONSIDERED)) {
    if (ports.now() - startedAt > TIME_TO_ACT) break;
    considered += 1;
    try {
      if (await consider(record, ports, acting)) changed += 1;
    } catch (error) {
      ports.report(`what to do about ${subjectKey(record.subject)} could not be decided`, error);
    }
  }
  return { settled, considered, changed };
}

/** What the record alone says: it crashes in a loop, and nothing was done for it yet. */
function isCandidate(record: ServiceRecord, acting: ActingPolicy): boolean {
  const { subject, incident, loop, intent } = record;
  const { limits, mode } = acting;
  if (!watches(acting, subject.cluster)) return false;
  if (!isOpen(incident) || loop === undefined || intent !== undefined || incident.actedAt !== undefined) return false;
  const isDecided = mode === 'observe' && (incident.decided ?? []).some((name) => name.includes('/would-have/'));
  return !isDecided && loop.stops >= limits.fewestLoopStops && loop.lastAt - loop.since >= limits.shortestLoop;
}

/** Whether something was changed. */
async function consider(record: ServiceRecord, ports: ChangePorts, acting: ActingPolicy): Promise<boolean> {
  const state = await readActionState(record, ports);
  const restart = loopStartsAnew(state, ports.now());
  if (restart !== undefined)
    await carryOut(record.subject, (fresh) => unchanged(withLoopFrom(fresh, restart)), ports, acting.thresholds);
  const action = chooseAction(state);
  const guards = acting.guards.incident[action] ?? [];
  const policy = { mode: acting.mode, limits: acting.limits, owner: 'incident' } as const;
  const { decision, intent } = await changeService({ action, owner: 'incident', state, guards, policy }, ports, acting);
  if (decision.decision !== 'do') await keep(record, action, decision, ports, acting);
  return intent !== undefined;
}

async function keep(
  { subject, incident }: ServiceRecord,
  action: ActionKind,
  decision: Exclude<Decision, { decision: 'do' }>,
  ports: ChangePorts,
  { thresholds }: ActingPolicy,
): Promise<void> {
  // Not a crash loop, yet or any more: nothing was decided.
  if (decision.guard === 'crash-loop' || decision.guard === 'no-longer-failing') return;
  await carryOut(
    subject,
    (record) =>
      record.incident?.id === incident?.id ? withDecision(record, action, decision, ports.now()) : unchanged(record),
    ports,
    thresholds,
  );
}

/**
 * A task of its revision that is healthy now, or a deployment that no event told of, ends the count of the crash loop. The
 * tasks of the revision before may serve on while the new one crashes: they say nothing of it, and neither do targets,
 * which cannot be told apart.
 */
function loopStartsAnew(state: ActionState, now: number): number | undefined {
  const { runningTasks, targetHealth, record } = state;
  const service = serviceIn(state);
  const isHealthy =
    runningTasks.state === 'known' &&
    runningTasks.value.some(
      ({ healthStatus, taskDefinitionArn }) =>
        healthStatus === 'HEALTHY' &&
        (taskDefinitionArn === undefined || taskDefinitionArn === service?.taskDefinitionArn),
    );
  const mayBeOthers = service === undefined || service.deployments.length > 1 || isDeploying(service);
  const isTargeted =
    !mayBeOthers && targetHealth.state === 'known' && targetHealth.value.some((target) => target.state === 'healthy');
  if (isHealthy || isTargeted) return now;
  const began = primaryIn(state)?.createdAt;
  const isNewer = began !== undefined && record.loop !== undefined && began > record.loop.since;
  return isNewer ? began : undefined;
}
