/** What is used of SNS, so that a bundle holds nothing else of it. */
export { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
