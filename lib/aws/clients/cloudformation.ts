/** What is used of CloudFormation, so that a bundle holds nothing else of it. */
export { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
