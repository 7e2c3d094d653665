import { imageNotFound } from '../../../lib/domain/causes/image/image-not-found';
import { imagePlaceholder } from '../../../lib/domain/causes/image/image-placeholder';
import { imagePullNetwork } from '../../../lib/domain/causes/image/image-pull-network';
import { imagePullUnauthorized } from '../../../lib/domain/causes/image/image-pull-unauthorized';
import { imageReferenceInvalid } from '../../../lib/domain/causes/image/image-reference-invalid';
import { imageTagNotFound } from '../../../lib/domain/causes/image/image-tag-not-found';
import { registryAuthSecret } from '../../../lib/domain/causes/image/registry-auth-secret';
import { taskRoleAccessDenied } from '../../../lib/domain/causes/roles/task-role-access-denied';
import { secretAccessDenied } from '../../../lib/domain/causes/secrets/secret-access-denied';
import { secretNetwork } from '../../../lib/domain/causes/secrets/secret-network';
import { secretNotFound } from '../../../lib/domain/causes/secrets/secret-not-found';
import { parseTaskDefinition } from '../../../lib/domain/definition/parse-task-definition';
import { diagnose } from '../../../lib/domain/diagnosis/diagnose';
import type { Diagnosis } from '../../../lib/domain/diagnosis/diagnosis';
import type { Evidence } from '../../../lib/domain/evidence';
import { known, unavailable } from '../../../lib/domain/read';
import { parseService } from '../../../lib/domain/service';
import { imagePull } from '../../../lib/domain/signals/image/image-pull';
import { registryAuth } from '../../../lib/domain/signals/image/registry-auth';
import { awsAccess } from '../../../lib/domain/signals/roles/aws-access';
import { secretFetch } from '../../../lib/domain/signals/secrets/secret-fetch';
import type { Stop } from '../../../lib/domain/stop';

const nothing = unavailable('not read');
const rules = {
  causes: [
    imageNotFound,
    imageTagNotFound,
    imagePlaceholder,
    imagePullUnauthorized,
    imagePullNetwork,
    imageReferenceInvalid,
    registryAuthSecret,
    secretNotFound,
    secretAccessDenied,
    secretNetwork,
    taskRoleAccessDenied,
  ],
  detectors: [imagePull, registryAuth, secretFetch, awsAccess],
};

function definitionOf(container: object, roles: object = {}, revision = 9) {
  const definition = parseTaskDefinition({
    family: 'app',
    revision,
    containerDefinitions: [{ name: 'app', ...container }],
    ...roles,
  });
  if (definition === undefined) throw new Error('no definition');
  return definition;
}

function explain(reason: string, evidence: Partial<Evidence> = {}, stop: Partial<Stop> = {}): Diagnosis | undefined {
  const task: Stop = {
    taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/prod/0123456789abcdef',
    taskId: '0123456789abcdef',
    cluster: 'prod',
    service: 'web',
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: reason,
    containers: [{ name: 'app', injected: false }],
    ...stop,
  };
  const all = {
    definition: nothing,
    lastGood: nothing,
    logs: nothing,
    service: nothing,
    targetGroups: nothing,
    targetHealth: nothing,
    ...evidence,
  };
  return diagnose({ kind: 'stop', stop: task }, all, rules);
}

const ECR = '111122223333.dkr.ecr.us-east-1.amazonaws.com';
const MISSING = (image: string) =>
  `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`;
const DENIED = (image: string) =>
  `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;

describe('images', () => {
  it('a placeholder is told from a repository that merely does not exist', () => {
    const diagnosis = explain(DENIED('docker.io/your-dockerhub-username/your-app:1'));
    expect(diagnosis?.cause.id).toBe('image-placeholder');
    expect(diagnosis?.summary).toContain('"your-dockerhub-username"');
  });

  it('what a person blackened in an image that the registry looked for is no placeholder', () => {
    expect(explain(MISSING('<account-id>.dkr.ecr.us-east-1.amazonaws.com/api:1'))?.cause.id).toBe(
      'image-tag-not-found',
    );
  });

  it('a variable that was not filled in is one', () => {
    expect(explain('InternalError: failed to normalize image reference "$IMAGE"')?.cause.id).toBe('image-placeholder');
  });

  it('an official image of Docker Hub cannot be private, so a refusal means that there is none', () => {
    expect(explain(DENIED('docker.io/library/my-app:1'))?.cause.id).toBe('image-not-found');
    expect(explain(DENIED('docker.io/acme/my-app:1'))?.cause.id).toBe('image-pull-unauthorized');
  });

  it('the change of the image is blamed, and said to be the only one', () => {
    const diagnosis = explain(MISSING(`${ECR}/api:2`), {
      definition: known(definitionOf({ image: `${ECR}/api:2` })),
      lastGood: known({ definition: definitionOf({ image: `${ECR}/api:1` }, {}, 8), basis: 'completed' }),
    });
    expect(diagnosis?.blames).toEqual(['image|app|']);
    expect(diagnosis?.notes).toContain(
      `Only the image of app changed since revision 8, which was deployed completely: it was ${ECR}/api:1.`,
    );
    expect(diagnosis?.command).toContain('--repository-name api');
  });

  it('the missing repositoryCredentials are named where the definition has none', () => {
    const diagnosis = explain(DENIED('docker.io/acme/app:1'), {
      definition: known(definitionOf({ image: 'acme/app:1' })),
    });
    expect(diagnosis?.summary).toContain('no repositoryCredentials');
  });

  it('a task without a public address is told what to add', () => {
    const service = parseService({
      serviceName: 'web',
      serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/prod/web',
      networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED' } },
    });
    if (service === undefined) throw new Error('no service');
    const diagnosis = explain(
      `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${ECR}/api:1: failed to do request: Head "https://${ECR}/v2/api/manifests/1": dial tcp 10.0.3.17:443: i/o timeout`,
      { service: known(service) },
    );
    expect(diagnosis?.cause.id).toBe('image-pull-network');
    expect(diagnosis?.next).toContain('com.amazonaws.us-east-1.ecr.dkr');
    expect(diagnosis?.notes?.[0]).toContain('assignPublicIp is DISABLED');
  });

  it('a command is printed only where its words are safe in a shell', () => {
    expect(explain(MISSING(`${ECR}/api;reboot:2`))?.command).toBeUndefined();
  });
});

describe('secrets', () => {
  const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf';
  const REFUSED = `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${ARN} from secrets manager: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/0123 is not authorized to perform: secretsmanager:GetSecretValue on resource: ${ARN} because no identity-based policy allows the secretsmanager:GetSecretValue action`;
  const ROLES = {
    executionRoleArn: 'arn:aws:iam::111122223333:role/exec',
    taskRoleArn: 'arn:aws:iam::111122223333:role/app',
  };

  it('the right belongs on the execution role, with a statement ready to paste', () => {
    const diagnosis = explain(REFUSED, {
      definition: known(definitionOf({ secrets: [{ name: 'DB_URL', valueFrom: ARN }] }, ROLES)),
    });
    expect(diagnosis?.cause.id).toBe('secret-access-denied');
    expect(diagnosis?.variables).toEqual(['DB_URL']);
    expect(diagnosis?.notes?.join(' ')).toContain('giving it to the task role app changes nothing');
    expect(diagnosis?.command).toContain(`"Action":"secretsmanager:GetSecretValue","Resource":"${ARN}"`);
  });

  it('a secret that only the private registry needs is told as such', () => {
    const diagnosis = explain(REFUSED, {
      definition: known(
        definitionOf({ image: 'acme/app', repositoryCredentials: { credentialsParameter: ARN } }, ROLES),
      ),
    });
    expect(diagnosis?.cause.id).toBe('registry-auth-secret');
  });

  it('without any secret in the definition it was the login to ECR that was cut off', () => {
    const killed =
      'ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed';
    expect(explain(killed, { definition: known(definitionOf({})) })?.cause.id).toBe('image-pull-network');
    expect(
      explain(killed, { definition: known(definitionOf({ secrets: [{ name: 'A', valueFrom: '/a' }] })) })?.cause.id,
    ).toBe('secret-network');
  });
});

describe('the task role', () => {
  const started = {
    stopCode: 'EssentialContainerExited',
    startedAt: 1,
    containers: [{ name: 'app', injected: false, exitCode: 1 }],
  };
  const log = (...lines: string[]) => known([{ container: 'app', group: '/ecs/app', stream: 'ecs/app/1', lines }]);

  it('is missed where the application finds no credentials', () => {
    const diagnosis = explain(
      'Essential container in task exited',
      { logs: log('NoCredentialsError: Unable to locate credentials'), definition: known(definitionOf({})) },
      started,
    );
    expect(diagnosis?.cause.id).toBe('task-role-access-denied');
    expect(diagnosis?.summary).toContain('no task role');
  });

  it('is named where it was refused', () => {
    const diagnosis = explain(
      'Essential container in task exited',
      {
        logs: log(
          'AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/app/0123 is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:111122223333:table/t',
        ),
        definition: known(definitionOf({}, { taskRoleArn: 'arn:aws:iam::111122223333:role/app' })),
      },
      started,
    );
    expect(diagnosis?.summary).toContain(
      'dynamodb:GetItem on arn:aws:dynamodb:us-east-1:111122223333:table/t with role app (the task role)',
    );
    expect(diagnosis?.confidence).toBe('likely');
  });
});
