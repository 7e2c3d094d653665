import type { Cause, Finding, Unchecked } from '../causes/cause';
import { type DefinitionChanges, diffDefinitions } from '../definition/diff-definitions';
import type { Evidence } from '../evidence';
import type { Facts } from '../facts';
import { type Read, valueIn } from '../read';
import type { Detector } from '../signals/detector';
import { findSignals } from '../signals/find-signals';
import type { Signal } from '../signals/signal';
import type { Task } from '../stop';
import type { Symptom } from '../symptom';
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
  const first = judge(factsOf(symptom, evidence, told, false), causes);
  if (isSettled(first, symptom)) return conclude(first, []);
  const more = findSignals(furtherPassages(symptom, evidence, told), detectors);
  const second = judge(factsOf(symptom, evidence, [...told, ...more], true), causes);
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
  const candidates = causes.flatMap((cause): readonly Candidate[] => {
    const finding = attempt(cause, facts, faults);
    return finding === undefined ? [] : [{ cause, finding }];
  });
  return { facts, faults, ...rank(candidates) };
}

/** A rule that fails is a fault of ours that is told; the other rules still answer. */
function attempt(cause: Cause, facts: Facts, faults: { cause: string; error: string }[]): Finding | undefined {
  try {
    return cause.explain(facts);
  } catch (error) {
    faults.push({ cause: cause.id, error: String(error) });
    return undefined;
  }
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
  const [best, ...others] = ranked;
  if (best === undefined) return undefined;
  return {
    ...best.finding,
    cause: best.cause,
    ...(facts.culprit === undefined ? {} : { container: facts.culprit.name }),
    ...(facts.exitCode === undefined ? {} : { exitCode: facts.exitCode }),
    ...(facts.changes === undefined ? {} : { changes: facts.changes }),
    alternatives: others,
    unchecked: [...(best.finding.unchecked ?? []), ...unchecked],
    reasoning: { signals: facts.signals, superseded, faults },
  };
}

function factsOf(symptom: Symptom, evidence: Evidence, signals: readonly Signal[], deep: boolean): Facts {
  const task = taskOf(symptom);
  const definition = valueIn(evidence.definition);
  const culprit = task === undefined ? undefined : culpritOf(task, definition);
  const name =
    culprit?.name ?? (symptom.kind === 'service' ? symptom.service.loadBalancers[0]?.containerName : undefined);
  const containers = definition?.containers ?? [];
  const containerDefinition =
    containers.find((one) => one.name === name) ??
    (culprit === undefined ? (containers.find(({ essential }) => essential) ?? containers[0]) : undefined);
  const changes = changesOf(evidence);
  return {
    symptom,
    signals,
    evidence,
    deep,
    ...(symptom.kind === 'stop' ? { stop: symptom.stop } : {}),
    ...(culprit === undefined ? {} : { culprit }),
    ...(culprit?.exitCode === undefined ? {} : { exitCode: culprit.exitCode }),
    ...(containerDefinition === undefined ? {} : { containerDefinition }),
    ...(changes === undefined ? {} : { changes }),
  };
}

function changesOf({ definition, lastGood }: Evidence): DefinitionChanges | undefined {
  const to = valueIn(definition);
  const from = valueIn(lastGood);
  if (to === undefined || from === undefined) return undefined;
  return { from: from.definition, to, basis: from.basis, changes: diffDefinitions(from.definition, to) };
}

const taskOf = (symptom: Symptom): Task | undefined =>
  symptom.kind === 'stop' ? symptom.stop : symptom.kind === 'task' ? symptom.task : undefined;

function furtherPassages(symptom: Symptom, evidence: Evidence, told: readonly Signal[]): ReturnType<typeof toldBy> {
  const task = taskOf(symptom);
  const service = symptom.kind === 'service' ? undefined : valueIn(evidence.service);
  const culprit = task === undefined ? undefined : culpritOf(task, valueIn(evidence.definition));
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
  const missing = (what: string, read: Read<unknown>): readonly Unchecked[] =>
    read.state === 'known' ? [] : [{ what, reason: read.reason }];
  return [
    ...missing('the log', evidence.logs),
    ...missing('the task definition', evidence.definition),
    ...missing('the last good revision', evidence.lastGood),
  ];
}
