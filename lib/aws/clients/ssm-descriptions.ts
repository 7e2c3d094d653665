/** What tells of a parameter without its value: a person uses it and no function does. */
export { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
