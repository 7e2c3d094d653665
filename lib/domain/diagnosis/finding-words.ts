import type { Finding } from '../causes/cause';

/** Names that stand in a command where the symptom does not tell the real one. */
const UNKNOWN_NAME = /\b(?:TASK_DEFINITION|CLUSTER|SERVICE)\b/;

/**
 * The finding in words that hold without names: `container app` becomes just `the container` where no container is
 * known, and a command that would need a name which nobody gave is left out.
 */
export function withoutMissingNames(finding: Finding, containerIsKnown: boolean): Finding {
  const { command, ...rest } = finding;
  const named = command === undefined || UNKNOWN_NAME.test(command) ? rest : finding;
  if (containerIsKnown) return named;
  return {
    ...named,
    summary: unnamed(named.summary),
    next: unnamed(named.next),
    ...(named.chain === undefined ? {} : { chain: named.chain.map(unnamed) }),
    ...(named.notes === undefined ? {} : { notes: named.notes.map(unnamed) }),
  };
}

const unnamed = (text: string): string =>
  text.replace(/\b(c)ontainer the container\b/gi, (_whole, letter: string) =>
    letter === 'C' ? 'The container' : 'the container',
  );
