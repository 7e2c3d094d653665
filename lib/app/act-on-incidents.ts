import type { ActionLedger } from '../domain/action/action-ledger';
import { chooseAction } from '../domain/action/choose-action';
import { withLoopFrom } from '../domain/action/crash-loop';
import type { ActionState, Decision } from '../domain/action/guard';
import { primaryIn } from '../domain/action/guards/service-in';
import type { ActionKind } from '../domain/action/intent';
import { failsAtOnce } from '../domain/action/mass-failure';
import { withDecision } from '../domain/action/outcome';
import { dayAndTime } from '../domain/action/words';
import type { NoticeAlert } from '../domain/incident/alert';
import { unchanged } from '../domain/incident/change';
import { isOpen } from '../domain/incident/incident';
import { noticeAlertOf } from '../domain/incident/notice-alert';
import type { ServiceRecord } from '../domain/incident/service-record';
import { subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { shortHash } from '../domain/text/short-hash';
import type { ActingPolicy } from './action-policy';
import { carryOut } from './carry-out';
import { type ChangePorts, changeService } from './change-service';
import { giveUpClaim } from './claim-ledger';
import { publishAlert } from './publish-alert';
import { readActionState } from './read-action-state';
import { readDueServices } from './read-due-services';
import { settleIntent } from './settle-intent';

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
/** Whoever began a change still works on it for so long at most. */
const WORKED_ON = 90_000;
/** A claim whose intent was never written is given up after so long. */
const CLAIM_IS_OVER = 3 * 60_000;

/**
 * One run of the function that acts: settles what an earlier run left behind, freezes where many services fail at once,
 * and decides on each service that crashes in a loop. Level-based: it acts on what is so now, never on an event.
 */
export async function actOnIncidents(ports: ChangePorts, acting: ActingPolicy): Promise<ActReport> {
  const startedAt = ports.now();
  const records = await readDueServices(ports);
  const settled = await settleLeftBehind(records, ports, acting);
  await freezeIfMany(records, ports, acting);
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

/** A change that a run began and did not settle; and a claim whose intent never came to be. */
async function settleLeftBehind(
  records: readonly ServiceRecord[],
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<number> {
  let settled = 0;
  for (const { intent, subject } of records) {
    if (intent === undefined || ports.now() - intent.at < WORKED_ON) continue;
    try {
      if (await settleIntent(subject, intent, undefined, ports, acting)) settled += 1;
    } catch (error) {
      ports.report(`a change of ${subjectKey(subject)} could not be settled`, error);
    }
  }
  const { inFlight } = await ports.readLedger();
  if (inFlight !== undefined && ports.now() - inFlight.at > CLAIM_IS_OVER) {
    const isWritten = records.some(({ intent }) => intent?.id === inFlight.intentId);
    if (!isWritten) await giveUpClaim({ id: inFlight.intentId }, ports);
  }
  return settled;
}

async function freezeIfMany(
  records: readonly ServiceRecord[],
  ports: ChangePorts,
  { limits }: ActingPolicy,
): Promise<void> {
  const ledger = await ports.readLedger();
  if (ledger.owed !== undefined) await publishOwed(ledger, ports);
  const now = ports.now();
  const openings = records.flatMap(({ incident }) => (isOpen(incident) ? incident.openedAt : []));
  const { services } = await ports.readWatch();
  if (!failsAtOnce(openings, services, now, limits)) return;
  const fresh = await ports.readLedger();
  const frozenUntil = now + limits.freezeFor;
  // Told once a freeze; while it lasts it is only prolonged.
  const isNew = (fresh.frozenUntil ?? 0) <= now;
  const alert = freezeAlert(openings.length, services, frozenUntil, now);
  if (isNew) await ports.writeAlert(alert);
  const frozen: ActionLedger = { ...fresh, frozenUntil, ...(isNew ? { owed: alert.alertId } : {}) };
  if ((await ports.writeLedger(frozen)) && isNew) await publishOwed(await ports.readLedger(), ports);
}

function freezeAlert(open: number, services: number | undefined, until: number, at: number): NoticeAlert {
  const notice = {
    noticeId: shortHash(`freeze ${at}`),
    at,
    severity: 'error',
    title: 'many services fail at once: nothing is done to any of them',
    lines: [
      `${open} incidents are open${services === undefined ? '' : `, ${services} services are watched`}, and many of them opened within minutes: the reason lies outside the services.`,
      `ecs-medic changes nothing until ${dayAndTime(until)}.`,
    ],
    commands: [],
  } as const;
  return noticeAlertOf(notice, {});
}

async function publishOwed({ owed }: ActionLedger, ports: ChangePorts): Promise<void> {
  if (owed === undefined) return;
  const alert = await ports.readAlert(owed);
  if (alert !== undefined) await publishAlert(alert, ports);
  const fresh = await ports.readLedger();
  if (fresh.owed === owed) await ports.writeLedger(defined({ ...fresh, owed: undefined }) as ActionLedger);
}

/** What the record alone says: it crashes in a loop, and nothing was done for it yet. */
function isCandidate(record: ServiceRecord, { limits, mode }: ActingPolicy): boolean {
  const { incident, loop, intent } = record;
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

/** A task that is healthy now, or a deployment that no event told of, ends the count of the crash loop. */
function loopStartsAnew(state: ActionState, now: number): number | undefined {
  const { runningTasks, targetHealth, record } = state;
  const isHealthy =
    (runningTasks.state === 'known' && runningTasks.value.some(({ healthStatus }) => healthStatus === 'HEALTHY')) ||
    (targetHealth.state === 'known' && targetHealth.value.some((target) => target.state === 'healthy'));
  if (isHealthy) return now;
  const began = primaryIn(state)?.createdAt;
  const isNewer = began !== undefined && record.loop !== undefined && began > record.loop.since;
  return isNewer ? began : undefined;
}
