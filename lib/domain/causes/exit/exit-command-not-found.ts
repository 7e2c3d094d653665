import { containerAtStart, containerWords } from '../../container-words';
import { type Facts, namesOf, signalOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, describeCommand, withCode } from './reading';

const CHECKS = /^(?:curl|wget|nc|pg_isready|grpc_health_probe)$/;

export const exitCommandNotFound: Cause = {
  id: 'exit-command-not-found',
  title: 'the command is not in the image',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-missing-file', 'unknown-failed-to-start'],
  explain(facts) {
    const { container, image } = namesOf(facts);
    const found = strongest(facts, signalsOf(facts, 'command-not-found'));
    if (found === undefined) return byCode(facts);
    const { command, quote } = found.signal;
    const ownCheck = command !== undefined && CHECKS.test(command) && facts.exitCode !== 127;
    const what = command === undefined ? 'Its command or the interpreter of its script' : `Command ${command}`;
    const parts = command !== undefined && /\s/.test(command);
    return {
      confidence: ownCheck ? 'possible' : found.confidence,
      summary: `${what} does not exist in the image of ${containerWords(container)}${withCode(facts)}.`,
      ...(command === undefined ? {} : { headline: `command ${command} is not in the image` }),
      quotes: [quote],
      next: parts
        ? `Write the command of ${containerWords(container)} as separate elements: the whole of "${command}" was taken as the name of one program.`
        : `Install ${command ?? 'the command'} in the image${image === undefined ? '' : ` ${image}`}, or correct command and entryPoint of ${containerWords(container)}.`,
      command: describeCommand(facts),
      chain: [
        ...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]),
        `${command ?? 'the command'} was not found`,
      ],
      blames: changesOf(facts, ['command', 'entry point', 'image']),
      notes: quote.text.includes('no such file or directory')
        ? [
            'A script that exists gives the same text when its first line names an interpreter that does not, or ends in a Windows line break (CRLF).',
          ]
        : [],
    };
  },
};

/** 127 without a text: the shell's code for a command that it did not find. */
function byCode(facts: Facts): ReturnType<Cause['explain']> {
  if (facts.exitCode !== 127 || signalOf(facts, 'missing-module') !== undefined) return undefined;
  const { container } = namesOf(facts);
  return {
    confidence: 'likely',
    summary: `${containerAtStart(container)} ended with exit code 127: a shell did not find the command that it should run.`,
    quotes: [],
    next: `Check command and entryPoint of ${containerWords(container)} against what is in its image.`,
    command: describeCommand(facts),
    chain: ['exit 127'],
    blames: changesOf(facts, ['command', 'entry point', 'image']),
  };
}

export const page: CausePage = {
  meaning:
    'The container runtime or a shell was told to run a program that is not in the image or not on the PATH. A script counts too: if the interpreter in its first line is missing, or the line ends in CRLF, the kernel says that the script itself does not exist.',
  impact: 'The container never starts, or ends at once with 127. Every task of this revision does the same.',
  fix: [
    'Compare `command` and `entryPoint` of the definition with the image: `docker inspect IMAGE --format "{{.Config.Entrypoint}} {{.Config.Cmd}}"`.',
    'Give every word its own element: `["npm", "start"]`, not `["npm start"]`.',
    'Look for the program: `docker run --rm --entrypoint sh IMAGE -c "command -v PROGRAM"`.',
    'Convert scripts to LF line endings (`dos2unix`), and use an interpreter that the image has (`sh` instead of `bash` on Alpine).',
  ],
  confusedWith:
    '`exit-permission-denied`: the program is there but may not be executed (126). `exit-exec-format`: it is there, for another CPU. `exit-missing-file`: the program runs and misses a file.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html'],
};
