import { containerWords } from '../../container-words';
import type { VariableCheck } from '../../cross-checks/missing-variable';
import { listOf } from '../../cross-checks/missing-variable-words';
import type { SettingsSaid } from '../../cross-checks/settings-said';
import { type Facts, namesOf } from '../../facts';

/** The first thing to do about settings that are missing or invalid. */
export function settingNext(checks: readonly VariableCheck[], said: SettingsSaid, facts: Facts): string {
  const { container, definition = 'the task definition' } = namesOf(facts);
  const { changes } = facts;
  const dropped = checks.filter(
    (check) => check.dropped !== undefined && check.place !== 'secrets' && check.place !== 'environment',
  );
  const first = dropped[0];
  if (first?.dropped !== undefined) {
    const { list, change } = first.dropped;
    const same = dropped.filter((check) => check.dropped?.list === list).map(({ name }) => name);
    const from = list === 'secrets' && change.before !== undefined && same.length === 1 ? ` from ${change.before}` : '';
    const before = changes?.from.revision === undefined ? 'the revision before' : `revision ${changes.from.revision}`;
    return `Add ${listOf(same)} to ${list} of ${containerWords(container)} in ${definition} (${before} had ${same.length > 1 ? 'them' : 'it'}${from}) and deploy again.`;
  }
  const near = checks.find((check) => check.near !== undefined);
  if (near !== undefined)
    return `Rename ${near.near} to ${near.name} in ${containerWords(container)} of ${definition}, if that is what was meant, and deploy again.`;
  const secret = checks.find(({ place }) => place === 'secrets');
  if (secret !== undefined)
    return `Check the value behind ${secret.name} in ${secret.valueFrom}, then start new tasks.`;
  const given = checks.filter(({ place }) => place === 'environment').map(({ name }) => name);
  if (given.length > 0 && given.length === checks.length)
    return `Check the value of ${listOf(given)} in environment of ${containerWords(container)} in ${definition} and deploy again.`;
  const names = listOf(checks.map(({ name }) => name));
  if (names !== '') {
    const invalid = said.signals.every(({ problem }) => problem === 'invalid');
    return invalid
      ? `Give ${names} a valid value in environment or secrets of ${containerWords(container)} in ${definition} and deploy again.`
      : `Set ${names} in environment or secrets of ${containerWords(container)} in ${definition} and deploy again.`;
  }
  return `Find out which setting the quoted line means${said.impliedName === undefined ? '' : ` (normally ${said.impliedName})`}, set it for ${containerWords(container)} in ${definition} and deploy again.`;
}

/** Shows the length of a secret's value, never the value; else the names that the container gets. */
export function settingCommand(checks: readonly VariableCheck[], facts: Facts): { readonly command?: string } {
  const { container, definition } = namesOf(facts);
  const reference = checks.find(({ place }) => place === 'secrets')?.valueFrom;
  if (reference !== undefined && /^[\w:/.@+=-]{1,400}$/.test(reference)) {
    const secret = /^arn:[\w-]+:secretsmanager:[\w-]*:\d*:secret:[^:]+/.exec(reference)?.[0];
    return {
      command:
        secret === undefined
          ? `aws ssm get-parameter --with-decryption --name ${reference} --query "length(Parameter.Value)"`
          : `aws secretsmanager get-secret-value --secret-id ${secret} --query "length(SecretString)"`,
    };
  }
  if (definition === undefined || facts.containerDefinition === undefined) return {};
  return {
    command: `aws ecs describe-task-definition --task-definition ${definition} --query "taskDefinition.containerDefinitions[?name=='${container}'].{environment:environment[].name,secrets:secrets[].name}"`,
  };
}
