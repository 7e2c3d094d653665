import { secretFetch } from '../../../../lib/domain/signals/secrets/secret-fetch';
import { readReason } from '../read-log';

const read = (reason: string) => readReason([secretFetch], reason);
const ASM =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): ';
const SSM =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): ';
const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf';

describe('why a secret could not be read', () => {
  it.each([
    [
      `${ASM}failed to fetch secret ${ARN} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      { problem: 'not-found', names: ['prod/db'], store: 'secrets-manager', reference: ARN },
    ],
    [
      `Fetching secret data from AWS Secrets Manager in region us-east-1: secret ${ARN}: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      { problem: 'not-found', names: ['prod/db'] },
    ],
    [
      `The task can’t pull the secret from Secrets Manager. The task can't retrieve the secret with ARN '${ARN}' from Secrets Manager. Check whether the secret exists in the specified Region.`,
      { problem: 'not-found', names: ['prod/db'] },
    ],
    [
      `${ASM}failed to fetch secret ${ARN} from secrets manager: InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.`,
      { problem: 'not-found', names: ['prod/db'] },
    ],
    [
      'Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /a/b,/c/d',
      { problem: 'not-found', names: ['/a/b', '/c/d'], store: 'parameter-store' },
    ],
    [
      'ResourceInitializationError: invalid ssm parameters: /jobfit/staging/sentry-dsn',
      { problem: 'not-found', names: ['/jobfit/staging/sentry-dsn'] },
    ],
    [
      `${ASM}retrieved secret from Secrets Manager did not contain json key DB_PASSWORD`,
      { problem: 'json-key-missing', names: ['DB_PASSWORD'] },
    ],
    [
      `${ASM}failed to fetch secret ${ARN} from secrets manager: AccessDeniedException: Access to KMS is not allowed status code: 400, request id: a`,
      { problem: 'access-denied', names: ['prod/db'], access: { kms: true } },
    ],
    [
      `${SSM}operation error SSM: GetParameters, https response error StatusCode: 400, RequestID: x, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/t is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-east-1:111122223333:parameter/app/DB because no identity-based policy allows the ssm:GetParameters action`,
      { problem: 'access-denied', names: ['/app/DB'], access: { role: 'exec', action: 'ssm:GetParameters' } },
    ],
    [
      '...secret:N8N_ENCRYPTION_KEY-nAG4eC because no identity-based policy allows the secretsmanager:GetSecretValue action',
      { problem: 'access-denied', names: ['N8N_ENCRYPTION_KEY'] },
    ],
    [`${ASM}invalid character '\\'' looking for beginning of value`, { problem: 'invalid', names: [] }],
    [
      `${ASM}failed to fetch secret ${ARN}:PW from secrets manager: InvalidParameter: 1 validation error(s) found. - minimum field size of 32, GetSecretValueInput.VersionId.`,
      { problem: 'invalid' },
    ],
    [
      `${SSM}RequestCanceled: request context canceled caused by: context deadli...`,
      { problem: 'network', store: 'parameter-store' },
    ],
    [
      '(service web) was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager.',
      { problem: 'network', store: 'secrets-manager' },
    ],
    ['ResourceInitializationError: unable to pull secrets or registry auth', { problem: 'unspecified', names: [] }],
    [
      `${ASM}failed to fetch secret arn:aws:secretsmanager:eu-west-2:111122223333...`,
      { problem: 'unspecified', names: [] },
    ],
  ])('is read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject({ kind: 'secret', ...expected });
  });

  it('leaves out a role that the end of the text cuts off', () => {
    const [signal] = read(
      `${ASM}failed to fetch secret ${ARN} from secrets manager: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsTa`,
    );
    expect(signal).toMatchObject({ problem: 'access-denied' });
    expect(JSON.stringify(signal)).not.toContain('"role"');
  });

  it('leaves the login to a registry alone', () => {
    expect(
      read(
        'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR',
      ),
    ).toEqual([]);
    expect(read('CannotPullContainerError: invalid reference format')).toEqual([]);
  });
});
