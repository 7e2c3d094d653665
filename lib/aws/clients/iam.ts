/** What is used of IAM, so that a bundle holds nothing else of it. */
export { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
