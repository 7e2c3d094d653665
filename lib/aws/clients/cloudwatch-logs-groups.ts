/** What tells of log groups without their lines: a person uses it and no function does. */
export { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
