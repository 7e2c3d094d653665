import type { DecisionRow } from '../../../lib/domain/action/decision-row';
import { heldTarget, sameTarget } from '../../../lib/domain/action/scalable-target';
import { subjectKey } from '../../../lib/domain/incident/subject';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Account } from '../account/account';
import type { Stage } from '../scenes/stage';
import type { ActionWatcher } from './action-watcher';
import type { Watcher } from './watcher';

export interface ActionsAtRest {
  readonly stage: Stage;
  readonly store: MemoryStore;
  readonly watcher: Watcher;
  readonly actions: ActionWatcher;
  readonly account: Account;
  /** Nothing went wrong in this run. */
  readonly wasFair: boolean;
  /** Only one scene took place. */
  readonly isAlone: boolean;
}

const ENDINGS: ReadonlySet<string> = new Set(['verified', 'reverted', 'failed', 'released']);

/**
 * I-17, I-21, I-23, I-24, I-25, I-27: nothing is under way; whatever is held is at the 0 that we set; whatever is at our 0
 * is held or told; each change that was begun has ended, and people heard of it.
 */
export async function checkActions(rest: ActionsAtRest): Promise<void> {
  const { store, watcher, account, actions, stage } = rest;
  const ledger = await store.readLedger();
  if (ledger.inFlight !== undefined)
    watcher.violate('I-17', `${ledger.inFlight.intentId} is still in flight, and nobody else may act`);
  if (ledger.owed !== undefined) watcher.violate('I-2', `the alert of the freeze is still owed: ${ledger.owed}`);
  const decisions = store.rows().filter((row): row is DecisionRow => row.type === 'decision');
  for (const record of store.records()) {
    const key = subjectKey(record.subject);
    const { intent, hold } = record;
    if (intent !== undefined) watcher.violate('I-21', `${intent.id} is not settled`);
    const service = account.find(key);
    if (hold === undefined) continue;
    if (service === undefined) watcher.violate('I-24', `${key} is held, and is not there any more`);
    else if (service.createdAt !== hold.serviceCreatedAt)
      watcher.violate('I-24', `${key} is held, and is another service by now`);
    else if (service.desired !== 0) watcher.violate('I-24', `${key} is held at 0, and its count is ${service.desired}`);
  }
  for (const service of account.all()) {
    const key = subjectKey(service.subject);
    const record = store.records().find(({ subject }) => subjectKey(subject) === key);
    const hold = record?.hold;
    if (service.desired === 0 && service.setBy === 'us' && hold === undefined)
      watcher.violate('I-25', `${key} is at the 0 that we set, and nothing remembers it`);
    const changed = account.foreign.some((one) => one.key === key && one.what === 'target');
    const { target: before } = service.options;
    if (before === undefined || service.target === undefined || changed) continue;
    const expected = hold === undefined && record?.leftAlone === undefined ? before : heldTarget(before);
    // With actions switched off, or without an answer, only people can put it back.
    const isTold = [...watcher.publishedAlerts.values()].some(
      ({ json }) => json.includes('Application Auto Scaling') && json.includes(service.subject.name),
    );
    if (!sameTarget(service.target, expected) && !isTold)
      watcher.violate(
        'I-23',
        `${key} scales by ${JSON.stringify(service.target)}, expected ${JSON.stringify(expected)}`,
      );
  }
  for (const { intent, key } of actions.intents.values()) {
    const own = decisions.filter(
      (row) => subjectKey(row.subject) === key && row.decisionId.startsWith(`${intent.id}/`),
    );
    if (!own.some(({ decision }) => decision === 'do'))
      watcher.violate('I-21', `${intent.id} was begun, and no row says so`);
    // A run that was cut off may leave a copy.
    const endings = own.filter(({ decision }) => ENDINGS.has(decision));
    if (endings.length === 0) watcher.violate('I-27', `${intent.id} was begun, and no row says how it ended`);
    // What a safeguard ended before the call was made is told by who asked for it.
    for (const { decision, guard } of endings.slice(-1))
      if (guard === undefined) checkTold(intent.id, key, decision, intent, rest);
  }
  checkRaces(rest, decisions);
  checkReleases(rest, decisions);
  if (rest.wasFair && rest.isAlone && stage.settings.incidents === 'enforce')
    for (const key of stage.mustAct)
      if (![...actions.intents.values()].some((one) => one.key === key) && account.denied.size === 0)
        watcher.violate('I-27', `${key} crashed in a loop, was allowed to be put to zero, and nothing was done`);
}

/** I-27: what was done for an incident, or did not end well, is told. */
function checkTold(
  id: string,
  key: string,
  decision: string,
  { owner, at, incidentId }: { owner: string; at: number; incidentId?: string },
  { watcher }: ActionsAtRest,
): void {
  if (owner !== 'incident' && decision === 'verified') return;
  if (owner === 'schedule') return;
  const isTold = [...watcher.publishedAlerts.values()].some(({ alert }) => {
    if (alert.kind === 'notice')
      return alert.notice.subject !== undefined && subjectKey(alert.notice.subject) === key && alert.at >= at;
    if (alert.kind === 'digest') return false;
    return alert.view.incidentId === incidentId && alert.view.actions.some((action) => action.at >= at);
  });
  if (!isTold) watcher.violate('I-27', `${id} was ${decision}, and nobody was told`);
}

/** I-25: what was put to zero on a deployment that nobody decided on is taken back, or told as what it is. */
function checkRaces({ watcher, actions }: ActionsAtRest, decisions: readonly DecisionRow[]): void {
  for (const { key, count, was, intent } of actions.effects) {
    if (count !== 0 || intent === undefined || was.deployment === intent.deploymentId) continue;
    const ending = decisions.findLast(
      (row) =>
        subjectKey(row.subject) === key && row.decisionId.startsWith(`${intent.id}/`) && ENDINGS.has(row.decision),
    );
    if (ending?.decision === 'verified')
      watcher.violate('I-25', `${intent.id} put a new deployment of ${key} to zero, and it counts as verified`);
  }
}

const RELEASED = 'no longer held at zero';

/** I-24: a hold that is over was restored by us, or its end was told once. */
function checkReleases({ store, watcher, actions, account }: ActionsAtRest, decisions: readonly DecisionRow[]): void {
  for (const { hold, key } of actions.holds.values()) {
    const record = store.records().find(({ subject }) => subjectKey(subject) === key);
    if (record?.hold?.since === hold.since) continue;
    const own = decisions.filter((row) => subjectKey(row.subject) === key);
    const released = own.filter(({ decisionId }) => decisionId === `hold/${hold.since}/released`);
    const restored = own.some(
      (row) =>
        row.action === 'restore' && row.at > hold.since && (row.decision === 'verified' || row.decision === 'released'),
    );
    const isGone = account.foreign.some((one) => one.key === key && one.what === 'deleted' && one.at > hold.since);
    const said = [...watcher.publishedAlerts.values()].filter(({ alert }) =>
      alert.kind === 'notice'
        ? alert.notice.title === RELEASED &&
          alert.notice.subject !== undefined &&
          subjectKey(alert.notice.subject) === key
        : false,
    );
    if (said.length > actions.holdsOf(key))
      watcher.violate('I-24', `the ends of holds of ${key} were told ${said.length} times`);
    if (released.length === 0 && !restored && !isGone && hold.owner !== 'schedule')
      watcher.violate('I-24', `${key} is not held any more, and nobody was told`);
  }
}
