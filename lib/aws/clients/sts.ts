/** What is used of STS, so that a bundle holds nothing else of it. */
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
