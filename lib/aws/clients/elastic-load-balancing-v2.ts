/** What is used of Elastic Load Balancing, so that a bundle holds nothing else of it. */
export {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
