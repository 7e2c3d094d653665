import { logStreamLink, serviceLink, taskDefinitionLink, taskLink } from '../../lib/render/console-links';

const frankfurt = { partition: 'aws', region: 'eu-central-1' };
const home = 'https://eu-central-1.console.aws.amazon.com';

describe('links to the console', () => {
  it('lead to service, task and task definition', () => {
    expect(serviceLink(frankfurt, 'prod', 'orders-api')).toBe(
      `${home}/ecs/v2/clusters/prod/services/orders-api/health?region=eu-central-1`,
    );
    expect(taskLink(frankfurt, 'prod', '0f1e2d3c')).toBe(
      `${home}/ecs/v2/clusters/prod/tasks/0f1e2d3c/configuration?region=eu-central-1`,
    );
    expect(taskDefinitionLink(frankfurt, 'orders', 42)).toBe(
      `${home}/ecs/v2/task-definitions/orders/42/containers?region=eu-central-1`,
    );
  });

  it.each([
    ['/ecs/app', 'ecs/app/0f1e', '$252Fecs$252Fapp', 'ecs$252Fapp$252F0f1e'],
    ['a[b]', '$x#1 y', 'a$255Bb$255D', '$2524x$25231$2520y'],
    ['grün', '%', 'gr$25C3$25BCn', '$2525'],
  ])('encode a log stream as CloudWatch does: %s %s', (group, stream, encodedGroup, encodedStream) => {
    expect(logStreamLink(frankfurt, group, stream)).toBe(
      `${home}/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/${encodedGroup}/log-events/${encodedStream}`,
    );
  });

  it.each([
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['aws-eusc', 'eusc-de-east-1', 'https://eusc-de-east-1.console.amazonaws-eusc.eu/'],
  ])('know the console of %s', (partition, region, start) => {
    expect(serviceLink({ partition, region }, 'c', 's')).toMatch(new RegExp(`^${start.replaceAll('.', '\\.')}`));
  });

  it.each([
    [{ partition: 'aws-iso', region: 'us-iso-east-1' }],
    [{ partition: 'constructor', region: 'eu-central-1' }],
    [{ region: 'eu-central-1' }],
    [{ partition: 'aws' }],
    [{ partition: 'aws', region: 'evil.example/x' }],
    [{ partition: 'aws', region: 'eu-central-1@evil' }],
  ])('are left out where the console is not known: %j', (place) => {
    expect(serviceLink(place, 'c', 's')).toBeUndefined();
    expect(logStreamLink(place, 'g', 's')).toBeUndefined();
  });

  it('hold nothing that a message could take for their end, whatever the names are', () => {
    const hostile = '|><">\'*_~`)\u202e\ud800 ../..';
    for (const link of [serviceLink(frankfurt, hostile, hostile), logStreamLink(frankfurt, hostile, hostile)])
      expect(link).toMatch(/^https:\/\/eu-central-1\.console\.aws\.amazon\.com\/[\w/.?=#:$%~-]+$/);
  });
});
