/** What is used of Secrets Manager, so that a bundle holds nothing else of it. */
export { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
