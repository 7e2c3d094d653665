import { type CheckRule, isForFargate } from '../check-context';

/** LogConfiguration of the API. */
const ON_FARGATE = ['awslogs', 'splunk', 'awsfirelens'];

/** A log driver that Fargate does not have. */
export const logDriver: CheckRule = (checked, context) =>
  checked.containers.flatMap(({ definition: { name, log } }) => {
    if (log === undefined || !isForFargate(checked, context) || ON_FARGATE.includes(log.driver)) return [];
    return [
      {
        id: 'log-driver',
        severity: 'error',
        container: name,
        what: `${name} uses the log driver ${log.driver}, which Fargate does not have.`,
        why: 'ECS refuses the definition for Fargate.',
        fix: `Use one of ${ON_FARGATE.join(', ')}.`,
        cause: 'log-driver-other',
      },
    ];
  });
