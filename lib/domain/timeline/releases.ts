import { describeChange, diffDefinitions } from '../definition/diff-definitions';
import type { DeploymentStep } from '../incident/happening';
import { redact } from '../redaction/redact';
import { distinctEntries } from './distinct-entries';
import type { EntryFact, Episode, EpisodeCause, TimelineFacts } from './facts';

/** One step of a deployment, with the revisions that it is about. */
export interface Release {
  readonly entryId: string;
  /** All steps of one share it; a rollback is one of its own, though ECS calls it by the id of the old one. */
  readonly deploymentId: string;
  readonly outcome: 'in-progress' | 'completed' | 'failed' | 'rolled-back';
  readonly isRollback: boolean;
  readonly revision?: number;
  /** The revision that ran before. */
  readonly before?: number;
  /** What differs between the two, one change a line, what is blamed first; without secrets. */
  readonly changes: readonly string[];
}

/** The steps of deployments among the entries, by entry id. */
export function releasesOf(facts: TimelineFacts): ReadonlyMap<string, Release> {
  const revisions = revisionsOf(facts);
  const releases = new Map<string, Release>();
  const rollbacks = new Map<string, string>();
  const before = new Map<string, number | undefined>();
  /** The revision that completed last, the one that ECS works towards, and the deployment that last began or failed. */
  let completed: number | undefined;
  let target: number | undefined;
  let latest: string | undefined;
  for (const { fact, step } of stepsIn(facts.entries)) {
    const revision = revisions.get(step.id);
    const isRollback = step.state === 'rolling-back' || (step.state !== 'in-progress' && rollbacks.has(step.id));
    if (step.state === 'rolling-back') rollbacks.set(step.id, `rollback of ${latest ?? step.id}`);
    if (step.state === 'in-progress') rollbacks.delete(step.id);
    const deploymentId = (isRollback ? rollbacks.get(step.id) : undefined) ?? step.id;
    if (step.state === 'in-progress') before.set(deploymentId, target);
    if (step.state === 'rolling-back')
      before.set(deploymentId, latest === undefined ? undefined : revisions.get(latest));
    const from = before.get(deploymentId);
    releases.set(fact.entryId, {
      entryId: fact.entryId,
      deploymentId,
      outcome: outcomeOf(step, isRollback),
      isRollback,
      ...(revision === undefined ? {} : { revision }),
      ...(from === undefined ? {} : { before: from }),
      changes: isRollback ? [] : changesBetween(from, revision, facts),
    });
    if (step.state === 'completed') completed = revision ?? completed;
    target = step.state === 'failed' ? completed : (revision ?? target);
    if (step.state === 'in-progress' || step.state === 'failed') latest = step.id;
  }
  return releases;
}

const outcomeOf = ({ state }: DeploymentStep, isRollback: boolean): Release['outcome'] => {
  if (state === 'failed') return 'failed';
  if (state !== 'completed') return 'in-progress';
  return isRollback ? 'rolled-back' : 'completed';
};

/** Of one moment: what failed, what completed, then what begins. */
const ORDER: Readonly<Record<DeploymentStep['state'], number>> = {
  failed: 0,
  completed: 1,
  'rolling-back': 2,
  'in-progress': 3,
};

function stepsIn(
  entries: readonly EntryFact[],
): readonly { readonly fact: EntryFact; readonly step: DeploymentStep }[] {
  return distinctEntries(entries)
    .flatMap((fact) => {
      const step = stepOf(fact);
      return step === undefined ? [] : [{ fact, step }];
    })
    .sort(
      (a, b) =>
        a.fact.at - b.fact.at ||
        ORDER[a.step.state] - ORDER[b.step.state] ||
        (a.fact.entryId < b.fact.entryId ? -1 : 1),
    );
}

const STATES: ReadonlyMap<string, DeploymentStep['state']> = new Map([
  ['SERVICE_DEPLOYMENT_IN_PROGRESS', 'in-progress'],
  ['SERVICE_DEPLOYMENT_COMPLETED', 'completed'],
  ['SERVICE_DEPLOYMENT_FAILED', 'failed'],
]);

/** What a row says of a deployment; an older row says it in its id. */
export function stepOf({ deployment, what, entryId }: EntryFact): DeploymentStep | undefined {
  if (deployment !== undefined) return deployment;
  const state = STATES.get(what);
  const [, id] = /^deployment\/(.+)\/SERVICE_DEPLOYMENT_[A-Z_]+\/-?\d+$/.exec(entryId) ?? [];
  return state === undefined || id === undefined ? undefined : { id, state };
}

/** A deployment is known by the tasks that it started. */
function revisionsOf({ stops, starts, revisions }: TimelineFacts): ReadonlyMap<string, number> {
  const found = new Map(revisions);
  for (const { deployment, revision } of [...stops, ...starts])
    if (deployment !== undefined && revision !== undefined) found.set(deployment, revision);
  return found;
}

const MOST_CHANGES = 8;

function changesBetween(
  before: number | undefined,
  revision: number | undefined,
  { definitions, episodes }: TimelineFacts,
): readonly string[] {
  if (revision === undefined || before === revision) return [];
  const [from, to] = [before, revision].map((number) => definitions.find((one) => one.revision === number));
  const diagnosed = causesInOrder(episodes)
    .flatMap(({ diagnosis }) => diagnosis ?? [])
    .filter((diagnosis) => diagnosis.revision === revision && diagnosis.changed?.since === before)
    .flatMap(({ changed }) => changed?.changes ?? []);
  const blamed = new Set(diagnosed.filter((change) => change.blamed).map(({ text }) => text));
  const found =
    from !== undefined && to !== undefined
      ? diffDefinitions(from, to).map((change): string => redact(describeChange(change)).text)
      : [...new Set(diagnosed.map(({ text }) => text))];
  return most([...found.filter((text) => blamed.has(text)), ...found.filter((text) => !blamed.has(text))]);
}

const causesInOrder = (episodes: readonly Episode[]): readonly EpisodeCause[] =>
  episodes
    .flatMap(({ causes }) => [...causes])
    .sort((a, b) => a.firstAt - b.firstAt || (a.fingerprint < b.fingerprint ? -1 : 1));

const most = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_CHANGES
    ? lines
    : [...lines.slice(0, MOST_CHANGES - 1), `and ${lines.length - MOST_CHANGES + 1} more changes`];
