/** What is used of CloudWatch Logs, so that a bundle holds nothing else of it. */
export { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
