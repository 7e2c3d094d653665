/** What only a person's command uses of DynamoDB: no function of ours reads a whole table. */
export { ScanCommand } from '@aws-sdk/client-dynamodb';
