import { containerWords } from '../../container-words';
import { namesOf, signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

export const exitMissingModule: Cause = {
  id: 'exit-missing-module',
  title: 'a module is missing in the image',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-command-not-found'],
  explain(facts) {
    const all = signalsOf(facts, 'missing-module');
    const named = all.filter(({ module }) => module !== undefined);
    const found = strongest(facts, named.length > 0 ? named : all);
    if (found === undefined) return undefined;
    const { container, image } = namesOf(facts);
    const { quote } = found.signal;
    const what = nameOf(found.signal);
    return {
      confidence: found.confidence,
      summary: `${what.charAt(0).toUpperCase()}${what.slice(1)} is not in the image of ${containerWords(container)}${withCode(facts)}.`,
      ...(found.signal.module === undefined ? {} : { headline: `${what} is missing in the image` }),
      quotes: [quote],
      next: `Install ${what} in the image${image === undefined ? '' : ` ${image}`}, then build, push and deploy it again.`,
      command: logCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `${what} is missing`],
      blames: changesOf(facts, ['image', 'command', 'entry point']),
    };
  },
};

const nameOf = ({ runtime, module }: SignalOf<'missing-module'>): string =>
  module === undefined
    ? `a ${runtime} module`
    : `${runtime === 'shared library' ? 'shared library' : `${runtime} module`} ${module}`;

export const page: CausePage = {
  meaning:
    'The language runtime started and did not find a package, class, gem, assembly or shared library that the program imports. It was never installed in the image, was left out of the production install, or was built for another version or C library.',
  impact: 'The container ends while it starts, and every task of this revision does the same.',
  fix: [
    'Try the import in the very image that ran: `docker run --rm --entrypoint sh IMAGE -c "python -c \'import NAME\'"` or `node -e "require(\'NAME\')"`.',
    'Check that the package is in the lock file and not only among development dependencies (`npm ci --omit=dev`, `poetry install --only main`).',
    'For a shared library install the system package in the final stage; do not mix Alpine (musl) with binaries built for glibc.',
    'For your own package check the working directory, `PYTHONPATH` and the module name in the command.',
  ],
  confusedWith:
    '`exit-missing-file`: a plain file, such as the entry script itself, is missing. `exit-command-not-found`: the interpreter is missing.',
  links: ['https://docs.docker.com/build/building/multi-stage/'],
};
