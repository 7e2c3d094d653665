import { environmentFile } from '../../../../lib/domain/signals/roles/environment-file';
import { roleAssumption } from '../../../../lib/domain/signals/roles/role-assumption';
import { serviceRole } from '../../../../lib/domain/signals/roles/service-role';
import { readReason } from '../read-log';

const read = (reason: string) => readReason([roleAssumption, serviceRole, environmentFile], reason);
const PASSED =
  'that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.';

describe('roles that ECS cannot use', () => {
  it.each([
    [
      `service web failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::111122223333:role/AppTaskRole' ${PASSED}).`,
      { kind: 'role-assumption', role: 'AppTaskRole' },
    ],
    [
      `(service web) was unable to place a task. Reason: ECS was unable to assume the role 'arn:aws:iam::111122223333:role/team/AppTaskRole' ${PASSED}`,
      { kind: 'role-assumption', role: 'AppTaskRole' },
    ],
    [
      `ECS was unable to assume the role 'arn:aws:iam::123456789:role/null' ${PASSED}`,
      { kind: 'role-assumption', role: 'null' },
    ],
    [
      "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/ecsInfrastructureRole'. Please verify that the role being passed has the proper trust relationship with Amazon ECS",
      { kind: 'role-assumption', role: 'ecsInfrastructureRole', infrastructure: true },
    ],
    [
      'IAM permissions policies have been misconfigured or changed, and ECS can no longer maintain your service',
      { kind: 'service-role', problem: 'permissions' },
    ],
    [
      'IAM trust relationship has been misconfigured or changed, and ECS can no longer maintain your service',
      { kind: 'service-role', problem: 'trust' },
    ],
    [
      '(service web) failed to register targets in (target-group arn:x) with (error User: arn:aws:sts::111122223333:assumed-role/ecsServiceRole/ecs-service-scheduler is not authorized to perform: elasticloadbalancing:RegisterTargets on resource: arn:y)',
      { kind: 'service-role', access: { role: 'ecsServiceRole', action: 'elasticloadbalancing:RegisterTargets' } },
    ],
  ])('are read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject(expected);
  });

  it('names no role where the text has a blank for it', () => {
    expect(JSON.stringify(read(`ECS was unable to assume the role '<role_arn>' ${PASSED}`))).not.toContain('"role":');
  });
});

describe('environment files', () => {
  it.each([
    [
      'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.',
      { problem: 'access-denied' },
    ],
    [
      'ResourceInitializationError: failed to download env files: file download command: non empty error stream: RequestCanceled: request context canceled caused by: context deadline exceeded',
      { problem: 'network' },
    ],
    [
      'unable to download env file with key prod.env from bucket my-bucket, error: NoSuchKey: The specified key does not exist.',
      { problem: 'not-found', bucket: 'my-bucket', key: 'prod.env' },
    ],
    [
      'unable to parse bucket and key from s3 ARN specified in environmentFile arn:aws:s3:my-bucket/prod.env, error: invalid s3 arn: arn:aws:s3:my-bucket/prod.env',
      { problem: 'malformed' },
    ],
    ['Resourceinitializationerror: failed to download env files', { problem: 'unspecified' }],
  ])('are read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject({ kind: 'environment-file', ...expected });
  });
});
