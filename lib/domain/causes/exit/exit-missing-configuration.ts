import { containerWords } from '../../container-words';
import { checkVariables, type VariableCheck } from '../../cross-checks/missing-variable';
import { listOf, notesOf, storiesOf } from '../../cross-checks/missing-variable-words';
import { type SettingsSaid, settingsSaid } from '../../cross-checks/settings-said';
import { type Facts, namesOf } from '../../facts';
import type { Cause, CausePage, Confidence } from '../cause';
import { settingCommand, settingNext } from './setting-remedy';

export const exitMissingConfiguration: Cause = {
  id: 'exit-missing-configuration',
  title: 'a required setting is missing or invalid',
  group: 'exit',
  kind: 'doomed',
  supersedes: [
    'exit-application-error',
    'exit-zero-service',
    'exit-sigterm',
    'container-health-check-failed',
    'elb-health-check-failed',
    'deployment-circuit-breaker',
    'service-start-impaired',
    'unknown-failed-to-start',
    'other',
  ],
  explain(facts) {
    const said = settingsSaid(facts);
    if (said === undefined) return undefined;
    const checks = checkVariables(said.names, facts);
    const implied = impliedCheck(said, facts);
    const all = implied === undefined ? checks : [...checks, implied];
    const variables = [
      ...checks,
      ...(implied?.place === 'absent' && implied.dropped === undefined ? [] : all.slice(checks.length)),
    ];
    const notes = notesOf(all, facts);
    return {
      confidence: confidenceOf(said, checks, facts),
      summary: summaryOf(said, checks, facts),
      ...headlineOf(said, checks),
      quotes: [...new Map(said.signals.map(({ quote }) => [quote.text, quote])).values()].slice(0, 4),
      next: settingNext(all, said, facts),
      ...settingCommand(all, facts),
      chain: chainOf(said, all, facts),
      ...(variables.length === 0 ? {} : { variables: variables.map(({ name }) => name) }),
      blames: [...new Set(all.flatMap(({ blames }) => blames))],
      notes,
    };
  },
};

/** The variable that the library is known to read; told only where no name stands in the text. */
function impliedCheck({ names, impliedName }: SettingsSaid, facts: Facts): VariableCheck | undefined {
  if (names.length > 0 || impliedName === undefined) return undefined;
  const check = checkVariables([impliedName], facts)[0];
  return check?.place === 'unknown' || check?.place === 'perhaps-in-file' || check?.place === 'other-container'
    ? undefined
    : check;
}

function confidenceOf(said: SettingsSaid, checks: readonly VariableCheck[], { exitCode, stop }: Facts): Confidence {
  if (said.doubtful || (exitCode === 0 && stop !== undefined && stop.service === undefined)) return 'possible';
  // A field of a form may look like a variable: the text or a revision must show that the name is one.
  const proved = checks.some(
    ({ place, dropped }, at) =>
      place === 'environment-empty' ||
      (place === 'absent' && (dropped !== undefined || said.settings.includes(said.names[at] ?? ''))),
  );
  const named = said.signals.some(({ names, problem }) => names.length > 0 && problem !== 'invalid');
  return proved && named ? 'certain' : 'likely';
}

function summaryOf(said: SettingsSaid, checks: readonly VariableCheck[], facts: Facts): string {
  const { container, definition } = namesOf(facts);
  const subject = `The application in ${containerWords(container)}${definition === undefined ? '' : ` (${definition})`}`;
  const reader = said.signals[0]?.reader ?? 'the application';
  const told = reader.startsWith('the ') || reader.startsWith('a ') ? 'its own check says so' : `${reader} says so`;
  if (checks.length === 0)
    return said.impliedName === undefined
      ? `${subject} lacks a setting or has an invalid one, which the log does not name (${told}).`
      : `${subject} lacks a setting or has an invalid one (${told}; it is normally read from ${said.impliedName}).`;
  const names = listOf(checks.map(({ name }) => name));
  const problems = new Set(said.signals.filter((signal) => signal.names.length > 0).map(({ problem }) => problem));
  if (problems.size === 1 && problems.has('invalid')) return `${subject} refuses the value of ${names} (${told}).`;
  if (problems.size === 1 && problems.has('empty')) return `${subject} has an empty value for ${names} (${told}).`;
  if (problems.has('invalid')) return `${subject} has no value or an invalid one for ${names} (${told}).`;
  return `${subject} has no value for ${names} (${told}).`;
}

/** `settings SECRET_KEY and 2 more are missing`. */
function headlineOf(said: SettingsSaid, checks: readonly VariableCheck[]): { readonly headline?: string } {
  const [first, second, ...more] = checks.map(({ name }) => name);
  if (first === undefined) return {};
  const invalid = said.signals.every(({ problem }) => problem === 'invalid');
  const others = second === undefined ? '' : more.length === 0 ? ` and ${second}` : ` and ${more.length + 1} more`;
  const what = second === undefined ? 'setting' : 'settings';
  return {
    headline: `${what} ${first}${others} ${second === undefined ? 'is' : 'are'} ${invalid ? 'invalid' : 'missing'}`,
  };
}

function chainOf(said: SettingsSaid, checks: readonly VariableCheck[], facts: Facts): readonly string[] {
  const names = checks.map(({ name }) => name);
  const invalid = said.signals.every(({ problem }) => problem === 'invalid');
  const what = names.length === 0 ? 'a setting' : listOf(names);
  return [
    ...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]),
    `${what} ${names.length > 1 ? 'are' : 'is'} ${invalid ? 'invalid' : 'missing'}`,
    ...storiesOf(checks, facts),
  ];
}

export const page: CausePage = {
  meaning:
    'The application started, looked for a setting it cannot do without, and gave up: an environment variable, a secret or a property is missing, empty or not valid. ECS only reports the exit code; the name of the setting stands in the log.',
  impact:
    'Every new task of this revision stops in the same way, so a deployment cannot finish and a service that is restarted has no task at all. Tasks of an older revision keep serving until something stops them.',
  fix: [
    'Compare the name in the log with what the container gets: `aws ecs describe-task-definition --task-definition FAMILY:REVISION --query "taskDefinition.containerDefinitions[].{name:name,environment:environment[].name,secrets:secrets}"`. Look for another spelling, and for the variable in the wrong container.',
    'If an earlier revision had it, find out what dropped it (a pipeline that renders the task definition, a renamed secret) and register a new revision with it.',
    'If the definition has it, look at the value: an empty secret, an old version, a value of the wrong type. Values of secrets are read when a task starts: a changed secret needs new tasks.',
    'Deploy again: `aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY:REVISION`.',
    'Let the pipeline compare the names that the application requires with those in the task definition before it deploys.',
  ],
  confusedWith:
    '`secret-not-found` and `secret-access-denied`: there ECS itself could not read the secret and the container never started. `exit-database-auth`: the setting is there and the database refuses it. `exit-dependency-unreachable` at `localhost` is often a host variable that is missing and has a default. `exit-missing-file`: a configuration file, not a variable, is missing.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://12factor.net/config',
  ],
};
