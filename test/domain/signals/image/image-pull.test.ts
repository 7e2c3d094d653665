import { imagePull } from '../../../../lib/domain/signals/image/image-pull';
import { registryAuth } from '../../../../lib/domain/signals/image/registry-auth';
import { readReason } from '../read-log';

const read = (reason: string) => readReason([imagePull, registryAuth], reason);
const ECR = '111122223333.dkr.ecr.us-east-1.amazonaws.com';

describe('why an image could not be pulled', () => {
  it.each([
    [
      `CannotPullContainerError: Error response from daemon: manifest for ${ECR}/api:v1 not found: manifest unknown: Requested image not found`,
      { problem: 'tag-not-found', image: `${ECR}/api:v1` },
    ],
    [
      'CannotPullContainerError: Tag latest not found in repository docker.io/library/owncloud',
      { problem: 'tag-not-found', image: 'docker.io/library/owncloud:latest' },
    ],
    [
      'CannotPullContainerError: Error: image deathstar:9ce7d67b not found',
      { problem: 'tag-not-found', image: 'deathstar:9ce7d67b' },
    ],
    [
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ECR}/api:v1: ${ECR}/api:v1: not found`,
      { problem: 'tag-not-found', image: `${ECR}/api:v1` },
    ],
    [
      'CannotPullContainerError: API error (404): manifest for x/y:latest not found',
      { problem: 'tag-not-found', image: 'x/y:latest' },
    ],
    [
      `CannotPullContainerError: API error (404): repository ${ECR}/api not found`,
      { problem: 'repository-not-found', image: `${ECR}/api` },
    ],
    [
      "CannotPullContainerError: Error response from daemon: name unknown: The repository with name 'api' does not exist in the registry with id '111122223333'",
      { problem: 'repository-not-found', image: 'api' },
    ],
    ['CannotPullContainerError: API error (404)', { problem: 'repository-not-found' }],
    [
      "CannotPullContainerError: The task can’t pull the image. Check whether the image exists. Error response from daemon: pull access denied for some/nonsense, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      { problem: 'denied-or-missing', image: 'some/nonsense' },
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/acme/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      { problem: 'denied-or-missing', image: 'docker.io/acme/app:1' },
    ],
    [
      `CannotPullContainerError: Error response from daemon: Head https://${ECR}/v2/my-app/manifests/latest: no basic auth credentials`,
      { problem: 'unauthorized', image: `${ECR}/my-app:latest`, host: ECR },
    ],
    [
      'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "xxxxx.xxx": unexpected status code [manifests 6981141]: 403 Forbidden',
      { problem: 'unauthorized', status: 403 },
    ],
    [
      'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "r.acme.com/svc:1": failed to authorize: failed to fetch anonymous token.',
      { problem: 'unauthorized', image: 'r.acme.com/svc:1' },
    ],
    [
      'CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:aabbccdd: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
      { problem: 'rate-limited', status: 429, host: 'registry-1.docker.io' },
    ],
    [
      "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
      { problem: 'platform', platform: 'linux/amd64' },
    ],
    [
      'CannotPullContainerError: failed to find a descriptor for platform {linux/amd64}',
      { problem: 'platform', platform: 'linux/amd64' },
    ],
    [
      'CannotPullContainerError: Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries',
      { problem: 'platform', platform: 'linux/arm64/v8' },
    ],
    [
      'CannotPullContainerError: Error response from daemon: invalid reference format: repository name must be lowercase',
      { problem: 'reference-invalid' },
    ],
    [
      'InternalError: failed to normalize image reference "Dockerfile"',
      { problem: 'reference-invalid', image: 'Dockerfile' },
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref quay.io/a/b:latest: failed to do request: Head "https://quay.io/v2/a/b/manifests/latest": dial tcp 3.210.148.47:443: i/o timeout',
      { problem: 'network', unreached: 'timeout', leg: 'registry', host: 'quay.io' },
    ],
    [
      `CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get ${ECR}/hello:0.0.1: dial tcp 52.219.199.138:443: i/o timeout`,
      { problem: 'network', leg: 'layers-s3', image: `${ECR}/hello:0.0.1` },
    ],
    [
      'CannotPullECRContainerError: RequestError: send request failed\ncaused by: Post https://ecr.us-east-1.amazonaws.com/: net/http: TLS handshake timeout',
      { problem: 'network', leg: 'ecr-api', unreached: 'tls' },
    ],
    [
      'CannotPullContainerError: containerd: pull command failed: panic: runtime error: invalid memory address or nil pointer dereference',
      { problem: 'network', leg: 'layers-s3' },
    ],
    [
      'CannotPullContainerError: failed to resolve ref registry.acme.internal/app:1: failed to do request: Head "https://registry.acme.internal/v2/app/manifests/1": dial tcp: lookup registry.acme.internal on 10.0.0.2:53: no such host',
      { problem: 'host-unknown', host: 'registry.acme.internal' },
    ],
    [
      'CannotPullContainerError: Error response from daemon: received unexpected HTTP status: 503 Service Unavailable',
      { problem: 'registry-error', status: 503 },
    ],
    [
      'CannotPullContainerError: failed commit on ref "manifest-sha256:aa": commit failed: unexpected commit digest sha256:bb, expected sha256:aa: failed precondition',
      { problem: 'corrupt' },
    ],
    [
      'CannotPullContainerError: asm fetching username: AuthorizationData is malformed, empty field',
      { problem: 'registry-secret' },
    ],
    [
      'CannotPullContainerError: failed to resolve ref "docker.io/docker/ecs-searchdomain-sidecar:1.0"',
      { problem: 'unspecified', image: 'docker.io/docker/ecs-searchdomain-sidecar:1.0' },
    ],
    ['CannotPullContainerError', { problem: 'unspecified' }],
  ])('is read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject({ kind: 'image-pull', ...expected });
  });

  it('names role and action where IAM refuses, with the quote that proves it', () => {
    const [signal] = read(
      `CannotPullContainerError: pull access denied for ${ECR}/my_image, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::111122223333:assumed-role/MyBrokenRole/xyz is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:111122223333:repository/my_image because no identity-based policy allows the ecr:BatchGetImage action`,
    );
    expect(signal).toMatchObject({
      problem: 'unauthorized',
      access: {
        action: 'ecr:BatchGetImage',
        role: 'MyBrokenRole',
        resource: 'arn:aws:ecr:us-east-1:111122223333:repository/my_image',
      },
    });
    expect(signal?.quote.text).toContain('not authorized to perform: ecr:BatchGetImage');
  });

  it('leaves a full disk to the detector of disks', () => {
    expect(
      read(
        'CannotPullContainerError: failed to extract layer sha256:aa: write /var/lib/x: no space left on device: unknown',
      ),
    ).toEqual([]);
  });

  it('finds nothing in texts about other troubles', () => {
    expect(
      read('Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/a/b)'),
    ).toEqual([]);
    expect(read('Task stopped before image pull could begin for task: arn:aws:ecs:us-east-1:1:task/a')).toEqual([]);
  });
});

describe('the login to a registry', () => {
  const AUTH = 'ResourceInitializationError: unable to pull secrets or registry auth';
  it.each([
    [
      `${AUTH}: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration.`,
      { problem: 'network', leg: 'ecr-api' },
    ],
    [
      `${AUTH}\nThe task cannot pull registry auth from Amazon ECR\nThere is a connection issue between the task and Amazon ECR\ndial tcp 44.213.78.181:443: i/o timeout`,
      { problem: 'network', leg: 'ecr-api' },
    ],
    [
      `${AUTH}: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ExecutionRole/c83b is not authorized to perform: ecr:GetAuthorizationToken on resour`,
      { problem: 'unauthorized', access: { role: 'ExecutionRole', action: 'ecr:GetAuthorizationToken' } },
    ],
    [
      `${AUTH}: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: 4`,
      { problem: 'unauthorized' },
    ],
    [`${AUTH}: The task cannot pull registry auth from Amazon ECR`, { problem: 'unspecified', leg: 'ecr-api' }],
    [
      `${AUTH}: execution resource retrieval failed: unable to get registry auth from asm: service call has been retried 1 time(s): asm fetching secret from the service for arn:aws:secretsmanager:us-east-1:111122223333:secret:hub-AbC123: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      { problem: 'registry-secret' },
    ],
  ])('is read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject({ kind: 'image-pull', ...expected });
  });

  it('says nothing where the text tells of neither registry nor secret', () => {
    expect(read(AUTH)).toEqual([]);
  });
});
