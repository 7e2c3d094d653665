import { awsAccess } from '../../../../lib/domain/signals/roles/aws-access';
import { readLog } from '../read-log';

const read = (...lines: string[]) => readLog([awsAccess], ...lines);

describe('calls to AWS that an application may not make', () => {
  it.each([
    [
      'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
      { action: 'GetObject' },
    ],
    [
      'botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: arn:aws:sts::111122223333:assumed-role/app-task/abc is not authorized to perform: secretsmanager:GetSecretValue on resource: prod/db because no identity-based policy allows the secretsmanager:GetSecretValue action',
      { action: 'secretsmanager:GetSecretValue', role: 'app-task', resource: 'prod/db' },
    ],
    [
      'AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/app-task/abc is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/t',
      { action: 'dynamodb:GetItem', role: 'app-task' },
    ],
    [
      'software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403, Request ID: X)',
      {},
    ],
    [
      'panic: operation error S3: GetObject, https response error StatusCode: 403, RequestID: X, HostID: Y, api error AccessDenied: Access Denied',
      { action: 's3:GetObject' },
    ],
    ["/usr/src/gems/call.rb:18:in 'call': Access Denied (Aws::S3::Errors::AccessDenied)", {}],
    ['fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden', { action: 'HeadObject' }],
    ['Unhandled exception. Amazon.S3.AmazonS3Exception: Access Denied', {}],
  ])('%s', (line, access) => {
    expect(read(line)[0]).toMatchObject({ kind: 'aws-access', problem: 'denied', access });
  });

  it.each([
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'CredentialsProviderError: Could not load credentials from any providers',
    'com.amazonaws.SdkClientException: Unable to load AWS credentials from any provider in the chain: [EnvironmentVariableCredentialsProvider: …]',
    'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain',
    'NoCredentialProviders: no valid providers in chain. Deprecated.',
    'failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled',
    'Aws::Errors::MissingCredentialsError: unable to sign request without credentials set',
    'Amazon.Runtime.AmazonServiceException: Unable to get IAM security credentials from EC2 Instance Metadata Service.',
  ])('no credentials: %s', (line) => {
    expect(read(line)[0]).toMatchObject({ problem: 'no-credentials' });
  });

  it('expired or foreign credentials', () => {
    expect(
      read(
        'An error occurred (ExpiredToken) when calling the ListBuckets operation: The provided token has expired.',
      )[0],
    ).toMatchObject({ problem: 'expired' });
    expect(
      read('UnrecognizedClientException: The security token included in the request is invalid.')[0],
    ).toMatchObject({ problem: 'expired' });
  });

  it.each([
    'java.nio.file.AccessDeniedException: /data/app.log',
    'org.springframework.security.access.AccessDeniedException: Access is denied',
    "ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.1' (using password: YES)",
    'INFO  loading credentials of the mail server',
    '2026-01-01T00:00:00Z WARN AccessDenied: Access Denied, falling back to defaults',
    '{"level":"warn","message":"AccessDenied: Access Denied (s3)"}',
    '10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /AccessDenied?amazonaws HTTP/1.1" 200 12',
    '[xray] An error occurred (AccessDenied) when calling the PutTraceSegments operation',
    'Unable to load credentials from EnvironmentVariableCredentialsProvider: trying the next',
  ])('is not read in %s', (line) => {
    expect(read(line)).toEqual([]);
  });
});
