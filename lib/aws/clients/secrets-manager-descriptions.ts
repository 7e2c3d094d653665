/** What tells of a secret without its value: a person uses it and no function does. */
export { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
