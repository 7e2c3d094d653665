import { Command, Option } from 'commander';
import { answerJson, clusterJson } from '../app/answer-json';
import { diagnosePolicy } from '../app/diagnose-policy';
import { diagnoseQuestion, type Reply } from '../app/diagnose-question';
import { rules } from '../domain/rules';
import { stateOf, stateOfCluster } from '../render/answer-state';
import { answerText } from '../render/terminal/answer-text';
import { clusterText } from '../render/terminal/cluster-text';
import { jsonLine } from '../render/terminal/harmless';
import { type Target, targetOf } from './diagnose-target';
import { complain, EXIT, print } from './output';
import { colourOption } from './replay';
import { replayLive } from './replay-live';
import { saveRecording } from './save-recording';
import { statusLine } from './status-line';
import { type ColourChoice, screenOf } from './terminal';

interface Options {
  readonly cluster?: string;
  readonly service?: string;
  readonly task?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly format: 'text' | 'json';
  readonly save?: string;
  readonly printPolicy?: true;
  readonly color: ColourChoice;
}

export const diagnoseCommand = (): Command =>
  new Command('diagnose')
    .summary('say why a service, a task or a cluster fails now; AWS, read only')
    .description(
      'Reads what a service, a task, or every service of a cluster says of itself right now, and explains it: cause, ' +
        'proof, what changed, what to do. Nothing needs to be deployed, and nothing is changed. What may not be read is ' +
        'left out and named, with the IAM action that would allow it.',
    )
    .option('--cluster <name>', 'name or ARN of the cluster')
    .option('--service <name>', 'name or ARN of one service; without it, all services of the cluster')
    .addOption(new Option('--task <id>', 'id or ARN of one task, running or stopped').conflicts('service'))
    .option('--region <region>', 'AWS Region (default: that of the environment or profile)')
    .option('--profile <name>', 'profile of the AWS configuration (default: AWS_PROFILE)')
    .addOption(
      new Option('--format <format>', 'for people, or one JSON object').choices(['text', 'json']).default('text'),
    )
    .option('--save <file>', 'write what was read, redacted, as a recording that replay takes')
    .option('--print-policy', 'print the IAM policy with all that this command reads, and read nothing')
    .addOption(colourOption())
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is wrong, 1 something fails, 2 no answer: nothing could be read, no such name, or usage.',
    )
    .action(async (options: Options, command: Command) => {
      if (options.printPolicy === true) {
        const scope = options.cluster === undefined ? { cluster: undefined } : targetOf(options);
        if ('problem' in scope) command.error(`error: ${scope.problem}`);
        const { cluster } = scope;
        await print(`${JSON.stringify(diagnosePolicy(scopeOf(cluster, options.region)), undefined, 2)}\n`);
        return;
      }
      const target = targetOf(options);
      if ('problem' in target) command.error(`error: ${target.problem}`);
      if (options.save !== undefined && target.service === undefined && target.task === undefined)
        command.error('error: --save keeps the world of one service or task: name it with --service or --task');
      process.exitCode = await diagnoseLive(target, options);
    });

const scopeOf = (cluster: string | undefined, region: string | undefined) => ({
  ...(cluster === undefined ? {} : { cluster }),
  ...(region === undefined ? {} : { region }),
});

async function diagnoseLive(target: Target, options: Options): Promise<number> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  if (options.profile !== undefined) process.env['AWS_PROFILE'] = options.profile;
  const status = statusLine(process.stderr);
  let calls = 0;
  // Loaded here, so that the offline commands know no SDK.
  const { openDiagnosis } = await import('../live-cli');
  const ports = openDiagnosis({
    ...(target.region === undefined ? {} : { region: target.region }),
    onCall({ action, about }) {
      calls += 1;
      status.tell(`${calls} ${action} ${about}`);
    },
  });
  const reply = await diagnoseQuestion({ ports, rules, engine: replayLive }, target);
  status.clear();
  return tell(reply, options);
}

/** Prints the reply; answers the exit code. */
async function tell(reply: Reply, { format, save, color }: Options): Promise<number> {
  const screen = screenOf(process.stdout, process.env, color);
  switch (reply.kind) {
    case 'problem':
      complain(reply.sentence);
      return EXIT.unusable;
    case 'cluster': {
      const { answer } = reply;
      const code = exitCodeOf(stateOfCluster(answer));
      await print(format === 'json' ? `${jsonLine(clusterJson(answer, code))}\n` : clusterText(screen, answer));
      return code;
    }
    case 'answer': {
      const { diagnosed } = reply;
      const { answer, verdict } = diagnosed;
      const code = exitCodeOf(stateOf(answer));
      await print(format === 'json' ? `${jsonLine(answerJson(answer, verdict, code))}\n` : answerText(screen, answer));
      const isSaved = save === undefined || (await saveRecording(save, diagnosed, replayLive));
      return isSaved ? code : EXIT.unusable;
    }
  }
}

function exitCodeOf(state: ReturnType<typeof stateOf>): number {
  if (state === 'failing') return EXIT.incidents;
  return state === 'unknown' ? EXIT.unusable : EXIT.fine;
}
