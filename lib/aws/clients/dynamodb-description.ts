/** What tells of the table without its items: a person uses it and no function does. */
export { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
