/** What a person's diagnosis uses of ECS and no function does, so that the bundles of the functions hold nothing of it. */
export {
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  ListContainerInstancesCommand,
} from '@aws-sdk/client-ecs';
