import { containerWords } from '../../container-words';
import { namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

export const exitMissingFile: Cause = {
  id: 'exit-missing-file',
  title: 'a file is missing in the image',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error'],
  explain(facts) {
    const found = strongest(facts, preferNamed(signalsOf(facts, 'missing-file')));
    if (found === undefined) return undefined;
    const { path, folder, quote } = found.signal;
    const { container, image } = namesOf(facts);
    const what = path === undefined ? 'A file' : `${folder === true ? 'Folder' : 'File'} ${path}`;
    const target = path === undefined ? 'the file' : path;
    return {
      confidence: found.confidence,
      summary: `${what} that ${containerWords(container)} needs does not exist${withCode(facts)}.`,
      ...(path === undefined ? {} : { headline: `${path} is missing in the image` }),
      quotes: [quote],
      next: `Copy ${target} into the image${image === undefined ? '' : ` ${image}`}, mount it, or correct the path.`,
      command: logCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `${target} does not exist`],
      blames: changesOf(facts, ['image', 'command', 'entry point']),
    };
  },
};

/** A line that names the path says more than one that does not. */
function preferNamed<S extends { readonly path?: string }>(signals: readonly S[]): readonly S[] {
  const named = signals.filter(({ path }) => path !== undefined);
  return named.length > 0 ? named : signals;
}

export const page: CausePage = {
  meaning:
    'The program started and then did not find a file or folder: its own code, a configuration file, a certificate, a template. The file is not in the image, not mounted, or the path is wrong for the folder in which the container starts.',
  impact: 'The container ends at once, and every task of this revision does the same.',
  fix: [
    'Look into the very image that ran: `docker run --rm --entrypoint ls IMAGE -la /path`.',
    'Check `COPY` in the Dockerfile, `.dockerignore`, and the stage of a multi-stage build that the file should come from.',
    'If the file comes from a volume, check `mountPoints`: a mount hides what the image has in the same folder.',
    'Check that paths are absolute or fit `workingDirectory`.',
  ],
  confusedWith:
    '`exit-missing-module`: a package of the language is missing. `exit-command-not-found`: the program itself is missing. `exit-missing-configuration`: the file is there, a setting is not.',
  links: ['https://docs.docker.com/reference/dockerfile/#copy'],
};
