import type { Cause, Unchecked } from '../causes/cause';
import { type DefinitionChanges, diffDefinitions } from '../definition/diff-definitions';
import type { Evidence } from '../evidence';
import type { Facts } from '../facts';
import { defined } from '../json';
import { type Read, valueIn } from '../read';
import type { Detector } from '../signals/detector';
import { findSignals } from '../signals/find-signals';
import type { Signal } from '../signals/signal';
import type { Task } from '../stop';
import type { Symptom } from '../symptom';
import type { Passage } from '../text/passage';
import { completeCommand } from './complete-command';
import { culpritOf } from './culprit';
import type { Candidate, Diagnosis, Reasoning } from './diagnosis';
import { healthOf, logsOf, messagesAround, toldBy } from './passages';
import { rank } from './rank';

export interface Rules {
  readonly causes: readonly Cause[];
  readonly detectors: readonly Detector[];
}

/**
 * The best explanation of a symptom; undefined where nothing is wrong and nothing is worth telling.
 *
 * First look: what ECS itself says. A stop that somebody or something planned is explained by that alone, whatever its
 * exit code, and a named cause that ECS proves is not put in doubt by a log. Only what is still unexplained, or
 * explained in general terms, gets the second look: log of the failed container, messages, target health.
 */
export function diagnose(symptom: Symptom, evidence: Evidence, { causes, detectors }: Rules): Diagnosis | undefined {
  const told = whoStoppedIt(findSignals(toldBy(symptom), detectors));
  const ground = groundOf(symptom, evidence);
  // Where ECS says nothing that is understood, nothing can be proved by it: the first look is spared.
  const first = told.length === 0 ? undefined : judge({ ...ground, signals: told, deep: false }, causes);
  if (first !== undefined && isSettled(first, symptom)) return conclude(first, []);
  const more = findSignals(furtherPassages(ground, told), detectors);
  const second = judge({ ...ground, signals: [...told, ...more], deep: true }, causes);
  return conclude(second, uncheckedOf(symptom, evidence));
}

/** Of a planned stop nothing else is heard: the reason given to StopTask may quote any error, and exit codes are consequences. */
function whoStoppedIt(told: readonly Signal[]): readonly Signal[] {
  const planned = told.filter(({ kind }) => kind === 'planned');
  return planned.length > 0 ? planned : told;
}

interface Judgement {
  readonly facts: Facts;
  readonly ranked: readonly Candidate[];
  readonly superseded: Reasoning['superseded'];
  readonly faults: Reasoning['faults'];
}

function judge(facts: Facts, causes: readonly Cause[]): Judgement {
  const faults: { cause: string; error: string }[] = [];
  const candidates: Candidate[] = [];
  for (const cause of causes) {
    try {
      const finding = cause.explain(facts);
      if (finding !== undefined) candidates.push({ cause, finding });
    } catch (error) {
      // A rule that fails is a fault of ours that is told; the other rules still answer.
      faults.push({ cause: cause.id, error: String(error) });
    }
  }
  return { facts, faults, ...rank(candidates) };
}

function isSettled({ ranked, facts }: Judgement, symptom: Symptom): boolean {
  const best = ranked[0];
  if (best === undefined) return false;
  if (facts.signals.some(({ kind }) => kind === 'planned')) return true;
  if (symptom.kind === 'text') return true;
  return best.cause.kind !== 'unknown' && best.finding.confidence === 'certain';
}

function conclude(
  { facts, ranked, superseded, faults }: Judgement,
  unchecked: readonly Unchecked[],
): Diagnosis | undefined {
  const best = ranked[0];
  if (best === undefined) return undefined;
  // Member by member: this is the hottest object of all, and spreading it costs as much as a rule.
  const { confidence, summary, headline, quotes, next, command, chain, variables, blames, notes } = best.finding;
  return defined({
    confidence,
    summary,
    headline,
    quotes,
    next,
    command: completeCommand(command),
    chain,
    variables,
    blames,
    notes,
    cause: best.cause,
    container: facts.culprit?.name,
    exitCode: facts.exitCode,
    changes: facts.changes,
    alternatives: alternativesTo(best, ranked),
    unchecked: [...(best.finding.unchecked ?? []), ...unchecked],
    reasoning: { signals: facts.signals, superseded, faults },
  }) as Diagnosis;
}

/** Beside what is proved, a general answer that is no more than possible says nothing. */
const alternativesTo = (best: Candidate, ranked: readonly Candidate[]): readonly Candidate[] =>
  ranked.filter(
    (other) =>
      other !== best &&
      (best.finding.confidence !== 'certain' ||
        other.cause.kind !== 'unknown' ||
        other.finding.confidence !== 'possible'),
  );

/** What both looks share. */
type Ground = Omit<Facts, 'signals' | 'deep'>;

function groundOf(symptom: Symptom, evidence: Evidence): Ground {
  const task = taskOf(symptom);
  const definition = valueIn(evidence.definition);
  const culprit = task === undefined ? undefined : culpritOf(task, definition);
  const name =
    culprit?.name ?? (symptom.kind === 'service' ? symptom.service.loadBalancers[0]?.containerName : undefined);
  const containers = definition?.containers ?? [];
  const containerDefinition =
    containers.find((one) => one.name === name) ??
    (culprit === undefined ? (containers.find(({ essential }) => essential) ?? containers[0]) : undefined);
  return defined({
    symptom,
    evidence,
    stop: symptom.kind === 'stop' ? symptom.stop : undefined,
    culprit,
    exitCode: culprit?.exitCode,
    containerDefinition,
    changes: changesOf(evidence),
  }) as Ground;
}

function changesOf({ definition, lastGood }: Evidence): DefinitionChanges | undefined {
  const to = valueIn(definition);
  const from = valueIn(lastGood);
  if (to === undefined || from === undefined) return undefined;
  return { from: from.definition, to, basis: from.basis, changes: diffDefinitions(from.definition, to) };
}

const taskOf = (symptom: Symptom): Task | undefined =>
  symptom.kind === 'stop' ? symptom.stop : symptom.kind === 'task' ? symptom.task : undefined;

function furtherPassages({ symptom, evidence, culprit }: Ground, told: readonly Signal[]): readonly Passage[] {
  const task = taskOf(symptom);
  const service = symptom.kind === 'service' ? undefined : valueIn(evidence.service);
  const ran =
    task === undefined ||
    culprit?.exitCode !== undefined ||
    task.startedAt !== undefined ||
    told.some(({ kind }) => kind === 'health-check');
  const logs = valueIn(evidence.logs) ?? [];
  return [
    ...(ran || logs.some((log) => log.container === culprit?.name) ? logsOf(logs, culprit?.name) : []),
    ...(service === undefined ? [] : messagesAround(service, task)),
    ...healthOf(valueIn(evidence.targetHealth) ?? []),
  ];
}

/** What would have been read for the second look and could not be. */
function uncheckedOf(symptom: Symptom, evidence: Evidence): readonly Unchecked[] {
  if (symptom.kind === 'text') return [];
  const ofNoTask = symptom.kind === 'deployment' || symptom.kind === 'service-action';
  const missing = (what: string, read: Read<unknown>): readonly Unchecked[] =>
    read.state === 'known' ? [] : [{ what, reason: read.reason }];
  return [
    ...(ofNoTask ? [] : missing('the log', evidence.logs)),
    ...missing('the task definition', evidence.definition),
    ...(evidence.definition.state === 'known' ? missing('the last good revision', evidence.lastGood) : []),
  ];
}
