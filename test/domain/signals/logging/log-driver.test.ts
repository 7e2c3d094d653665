import { logDriver } from '../../../../lib/domain/signals/logging/log-driver';
import { readReason } from '../read-log';

const read = (reason: string) => readReason([logDriver], reason);
const VALIDATE =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log';
const START = 'CannotStartContainerError: Error response from daemon: failed to initialize logging driver:';

describe('why a log driver could not be set up', () => {
  it.each([
    [
      `${VALIDATE} stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1`,
      { problem: 'group-missing', driver: 'awslogs' },
    ],
    [
      'CannotStartContainerError: API error (500): failed to initialize logging driver: ResourceNotFoundException: The specified log group does not exist.\n\tstatus code: 400, request id: 904a550f\n',
      { problem: 'group-missing' },
    ],
    [
      `${VALIDATE} group: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/app:log-stream: because no identity-based policy allows the logs:CreateLogGroup action : exit status 1`,
      { problem: 'access-denied', group: '/ecs/app', access: { role: 'exec', action: 'logs:CreateLogGroup' } },
    ],
    [
      'ResourceInitializationError: failed to create Cloudwatch log group\nAccessDeniedException: not authorized to perform: logs:CreateLogGroup',
      { problem: 'access-denied' },
    ],
    [
      `${START} CredentialsEndpointError: failed to load credentials caused by: RequestError: send request failed caused by: Get http://169.254.170.2/v2/credentials/`,
      { problem: 'no-credentials' },
    ],
    ['ResourceInitializationError: failed to validate logger args: : signal: killed', { problem: 'network' }],
    [
      'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
      { problem: 'network', driver: 'awslogs' },
    ],
    [
      `${VALIDATE} stream: RequestError: send request failed caused by: Post "https://logs.undefined.amazonaws.com/": dial tcp: lookup logs.undefined.amazonaws.com on 172.31.0.2:53: no such host : exit status 1`,
      { problem: 'option-invalid' },
    ],
    [
      `${VALIDATE} stream: MissingEndpoint: 'Endpoint' configuration is required for this service : exit status 1`,
      { problem: 'option-invalid' },
    ],
    [
      "CannotStartContainerError: Error response from daemon: unknown log opt 'awslogs-foo' for awslogs log driver",
      { problem: 'option-invalid', driver: 'awslogs' },
    ],
    [
      `${START} dial unix /var/run/fluent.sock: connect: no such file or directory`,
      { problem: 'other', driver: 'fluentd' },
    ],
    [`${START} dial tcp 127.0.0.1:514: connect: connection refused`, { problem: 'other', driver: 'syslog' }],
  ])('is read in %j', (reason, expected) => {
    expect(read(reason)[0]).toMatchObject({ kind: 'log-driver', ...expected });
  });

  it('finds nothing in a container that did not start for another reason', () => {
    expect(
      read(
        'CannotStartContainerError: Error response from daemon: OCI runtime create failed: exec: "log": executable file not found in $PATH',
      ),
    ).toEqual([]);
  });
});
