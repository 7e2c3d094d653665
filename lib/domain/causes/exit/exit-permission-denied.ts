import { containerAtStart, containerWords } from '../../container-words';
import { type Facts, namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, describeCommand, withCode } from './reading';

export const exitPermissionDenied: Cause = {
  id: 'exit-permission-denied',
  title: 'permission denied in the container',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-missing-file', 'unknown-failed-to-start'],
  explain(facts) {
    const all = signalsOf(facts, 'permission-denied');
    const named = all.filter(({ path }) => path !== undefined);
    const found = strongest(facts, named.length > 0 ? named : all);
    if (found === undefined) return byCode(facts);
    const { path, execute, quote } = found.signal;
    const { container } = namesOf(facts);
    const target = path ?? 'a file';
    return {
      confidence: found.confidence,
      summary: `${containerAtStart(container)} may not ${execute === true ? 'execute' : 'use'} ${target}${withCode(facts)}.`,
      quotes: [quote],
      next:
        execute === true
          ? `Give ${target} the execute bit in the image (RUN chmod +x) and deploy again.`
          : `Give the user of ${containerWords(container)} the right to ${target}, or change the user.`,
      command: describeCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `no permission for ${target}`],
      notes: notesOf(facts),
      blames: changesOf(facts, ['user', 'image', 'command', 'entry point']),
    };
  },
};

function notesOf({ containerDefinition }: Facts): readonly string[] {
  if (containerDefinition === undefined) return [];
  const { user, readonlyRootFilesystem } = containerDefinition;
  return [
    ...(user === undefined ? [] : [`The definition runs the container as user ${user}.`]),
    ...(readonlyRootFilesystem
      ? ['The definition makes the root file system read-only: only volumes can be written.']
      : []),
  ];
}

/** 126 without a text: found, and not executable. */
function byCode(facts: Facts): ReturnType<Cause['explain']> {
  if (facts.exitCode !== 126) return undefined;
  const { container } = namesOf(facts);
  return {
    confidence: 'likely',
    summary: `${containerAtStart(container)} ended with exit code 126: its command was found but cannot be executed.`,
    quotes: [],
    next: `Check the execute bit of the command of ${containerWords(container)} and that it is a program, not a folder.`,
    command: describeCommand(facts),
    chain: ['exit 126'],
    blames: changesOf(facts, ['command', 'entry point', 'image', 'user']),
  };
}

export const page: CausePage = {
  meaning:
    'A program in the container, or the container runtime that starts it, was refused by the file system: the entry script lacks the execute bit, the user of the container may not write a folder, or the root file system is read-only. It has nothing to do with IAM.',
  impact: 'The container does not start or ends at once. Every task of this revision does the same.',
  fix: [
    'For an entry script: `git update-index --chmod=+x entrypoint.sh`, or `RUN chmod +x /entrypoint.sh` in the Dockerfile.',
    'For a folder: `RUN chown -R appuser /folder` in the Dockerfile before `USER appuser`; a bind mount or volume keeps the owner that it has outside.',
    'With `readonlyRootFilesystem` mount a volume on each folder that is written, such as `/tmp`.',
    'On EFS use an access point with the user id of the container.',
  ],
  confusedWith:
    '`exit-port-privileged`: the same words about a port below 1024. `task-role-access-denied`: AWS refused a call, which is IAM. `exit-command-not-found`: the program does not exist (127).',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html'],
};
