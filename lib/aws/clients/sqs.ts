/** What is used of SQS, so that a bundle holds nothing else of it. */
export { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
