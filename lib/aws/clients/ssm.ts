/** What is used of Systems Manager, so that a bundle holds nothing else of it. */
export { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
