/** What is used of Application Auto Scaling, so that a bundle holds nothing else of it. */
export {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
