import { UNNAMED_CONTAINER } from './container-words';
import type { DefinitionChanges } from './definition/diff-definitions';
import type { ContainerDefinition } from './definition/task-definition';
import type { Evidence } from './evidence';
import type { Signal, SignalKind, SignalOf } from './signals/signal';
import type { Container, Stop } from './stop';
import type { Symptom } from './symptom';

/** All that a cause may look at. */
export interface Facts {
  readonly symptom: Symptom;
  /** The stop, where the symptom is one. */
  readonly stop?: Stop;
  readonly signals: readonly Signal[];
  /** The container that failed: the one with a reason, else the first with a code of its own, else the essential one. */
  readonly culprit?: Container;
  /** Exit code of the culprit. */
  readonly exitCode?: number;
  readonly evidence: Evidence;
  /** The culprit in the task definition. */
  readonly containerDefinition?: ContainerDefinition;
  /** What changed since the last good revision, where both are known. */
  readonly changes?: DefinitionChanges;
  /** Signals of logs, messages and target health are among the signals; false in the first look at the reasons alone. */
  readonly deep: boolean;
}

const NONE: readonly never[] = [];

/** The signals of one kind, in the order in which they were found. Most causes ask in vain: that costs nothing. */
export function signalsOf<K extends SignalKind>(facts: Facts, kind: K): readonly SignalOf<K>[] {
  let found: SignalOf<K>[] | undefined;
  for (const signal of facts.signals) {
    if (signal.kind !== kind) continue;
    found ??= [];
    found.push(signal as SignalOf<K>);
  }
  return found ?? NONE;
}

export const signalOf = <K extends SignalKind>(
  facts: Facts,
  kind: K,
  matches: (signal: SignalOf<K>) => boolean = () => true,
): SignalOf<K> | undefined => signalsOf(facts, kind).find(matches);

/** Names to fill into sentences and commands; placeholders where the event does not say them. */
export interface Names {
  readonly cluster: string;
  readonly service: string | undefined;
  readonly container: string;
  readonly image: string | undefined;
  /** `family:revision` of the task. */
  readonly definition: string | undefined;
  readonly revision: number | undefined;
}

export function namesOf(facts: Facts): Names {
  const { stop, symptom, culprit, containerDefinition, evidence } = facts;
  const definition = evidence.definition.state === 'known' ? evidence.definition.value : undefined;
  const owner = symptom.kind === 'deployment' || symptom.kind === 'service-action' ? symptom.event : undefined;
  const service = symptom.kind === 'service' ? symptom.service : undefined;
  const family = stop?.family ?? definition?.family;
  const revision = stop?.revision ?? definition?.revision;
  return {
    cluster: stop?.cluster ?? owner?.cluster ?? service?.cluster ?? 'CLUSTER',
    service: stop?.service ?? owner?.service ?? service?.name,
    container: culprit?.name ?? containerDefinition?.name ?? UNNAMED_CONTAINER,
    image: culprit?.image ?? containerDefinition?.image,
    definition: family === undefined ? undefined : revision === undefined ? family : `${family}:${revision}`,
    revision,
  };
}
