/** What only the functions that act, and the commands of a person, use of ECS. */
export {
  DescribeServiceDeploymentsCommand,
  DescribeTasksCommand,
  GetTaskProtectionCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
