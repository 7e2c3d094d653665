import { type ImageChange, imageChange } from '../../cross-checks/image-change';
import { type ImagePlaceholder, placeholderIn } from '../../cross-checks/image-placeholder';
import { type ImageReference, isOfficial, parseImage, shownImage } from '../../cross-checks/image-reference';
import type { ContainerDefinition, TaskDefinition } from '../../definition/task-definition';
import { type Facts, namesOf, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';

export type PullSignal = SignalOf<'image-pull'>;

/** A failed pull: what the text says, and which image of which container it was. */
export interface FailedPull {
  readonly signal: PullSignal;
  readonly container: string;
  /** As the text has it, else as the definition has it. */
  readonly image?: string;
  readonly reference?: ImageReference;
  /** For sentences: the image in short, or `the image of CONTAINER`. */
  readonly shown: string;
  readonly definition?: TaskDefinition;
  readonly containerDefinition?: ContainerDefinition;
  readonly change?: ImageChange;
}

export function failedPull(facts: Facts, matches: (signal: PullSignal) => boolean): FailedPull | undefined {
  const signal = signalOf(facts, 'image-pull', matches);
  return signal === undefined ? undefined : describePull(facts, signal);
}

const described = new WeakMap<Facts, Map<PullSignal, FailedPull>>();

/** Several causes ask for the same pull: it is described once. */
export function describePull(facts: Facts, signal: PullSignal): FailedPull {
  const known = described.get(facts) ?? new Map<PullSignal, FailedPull>();
  described.set(facts, known);
  const pull = known.get(signal) ?? describe(facts, signal);
  known.set(signal, pull);
  return pull;
}

function describe(facts: Facts, signal: PullSignal): FailedPull {
  const definition = valueIn(facts.evidence.definition);
  const owner = ownerOf(facts, signal, definition);
  const names = namesOf(facts);
  const container = owner?.name ?? names.container;
  const image = signal.image === undefined || isShort(signal.image) ? (owner?.image ?? signal.image) : signal.image;
  const containerDefinition = definition?.containers.find(({ name }) => name === container);
  const change = imageChange(facts.changes, container);
  return {
    signal,
    container,
    shown: image === undefined ? `the image of ${container}` : shownImage(image),
    ...(image === undefined ? {} : { image, reference: parseImage(image) }),
    ...(definition === undefined ? {} : { definition }),
    ...(containerDefinition === undefined ? {} : { containerDefinition }),
    ...(change === undefined ? {} : { change }),
  };
}

/** A repository's bare name, as ECR has it in its answers. */
const isShort = (image: string): boolean => !/[/:@]/.test(image);

const pathOf = (image: string): string => parseImage(image).repository.replace(/^library\//, '');

/** The container whose image it was: the one with the reason, the one with that image, else the only or failed one. */
function ownerOf(
  facts: Facts,
  { image, quote }: PullSignal,
  definition: TaskDefinition | undefined,
): { readonly name: string; readonly image?: string } | undefined {
  const containers = [
    ...(facts.stop?.containers.filter(({ injected }) => !injected) ?? []),
    ...(definition?.containers ?? []),
  ];
  const named = (name: string) => containers.find((one) => one.name === name && one.image !== undefined);
  if (quote.origin.kind === 'container-reason')
    return named(quote.origin.container) ?? { name: quote.origin.container };
  if (image === undefined) return named(facts.culprit?.name ?? facts.containerDefinition?.name ?? '');
  const exact = containers.find((one) => one.image === image);
  if (exact !== undefined) return exact;
  const same = containers.filter((one) => one.image !== undefined && pathOf(one.image) === pathOf(image));
  const { tag } = parseImage(image);
  return same.find((one) => one.image !== undefined && parseImage(one.image).tag === tag) ?? same[0];
}

/**
 * The placeholder in the image that was to be pulled. Where a registry answered, characters that no reference can have
 * (`<account-id>`) were put there by whoever passed the text on, and are no placeholder.
 */
export function placeholderOf({ signal, image, containerDefinition }: FailedPull): ImagePlaceholder | undefined {
  const answered = !['reference-invalid', 'host-unknown', 'unspecified', 'network'].includes(signal.problem);
  for (const text of [image, containerDefinition?.image]) {
    const found = text === undefined ? undefined : placeholderIn(text);
    if (found === undefined || (found.impossible && answered)) continue;
    if (found.part.startsWith('<') && signal.problem !== 'reference-invalid') continue;
    if (found.where === 'registry' && signal.problem === 'network') continue;
    return found;
  }
  return undefined;
}

/** A private repository and one that does not exist get the same answer; only Docker Hub's own images cannot be private. */
export const cannotBePrivate = ({ reference }: FailedPull): boolean => reference !== undefined && isOfficial(reference);

/** What the diff says of the image. */
export const changeOf = ({
  change,
}: FailedPull): { readonly blames?: readonly string[]; readonly notes: readonly string[] } =>
  change === undefined ? { notes: [] } : { blames: [change.key], notes: [change.sentence] };
