import { type Facts, namesOf } from '../../facts';

/** `, exit code 1` where the container has one. */
export const withCode = ({ exitCode }: Facts): string => (exitCode === undefined ? '' : `, exit code ${exitCode}`);

/** The command that shows what the container wrote, with the names that are known. */
export function logCommand(facts: Facts): string {
  const { containerDefinition, stop } = facts;
  const { container } = namesOf(facts);
  const log = containerDefinition?.log;
  if (log?.group !== undefined && log.streamPrefix !== undefined && stop !== undefined)
    return `aws logs get-log-events --log-group-name ${log.group} --log-stream-name ${log.streamPrefix}/${container}/${stop.taskId} --limit 100`;
  if (log?.group !== undefined) return `aws logs tail ${log.group} --since 1h`;
  return describeCommand(facts);
}

/** The command that shows the stopped task as ECS knows it. */
export function describeCommand(facts: Facts): string {
  const { cluster, definition } = namesOf(facts);
  if (facts.stop !== undefined) return `aws ecs describe-tasks --cluster ${cluster} --tasks ${facts.stop.taskId}`;
  return `aws ecs describe-task-definition --task-definition ${definition ?? 'TASK_DEFINITION'}`;
}

/** Keys of those changes of the definition that are of some fields, for `blames`. */
export function changesOf(facts: Facts, fields: readonly string[]): readonly string[] {
  const { container } = namesOf(facts);
  return (facts.changes?.changes ?? [])
    .filter((change) => fields.includes(change.field) && (change.container ?? container) === container)
    .map(({ field, container: owner = '', name = '' }) => [field, owner, name].join('|'));
}
