import { isUnsetTag, placeholderIn } from '../../../lib/domain/cross-checks/image-placeholder';
import {
  isKnownHost,
  isOfficial,
  lacksRegistry,
  parseImage,
  shownImage,
} from '../../../lib/domain/cross-checks/image-reference';

describe('an image reference', () => {
  it('of ECR tells account, region, repository and tag', () => {
    expect(parseImage('111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/api:1.4')).toEqual({
      registry: 'ecr',
      host: '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
      repository: 'team/api',
      tag: '1.4',
      account: '111122223333',
      region: 'eu-west-1',
    });
  });

  it('without a host is of Docker Hub', () => {
    expect(parseImage('nginx')).toEqual({ registry: 'docker-hub', host: 'docker.io', repository: 'library/nginx' });
    expect(parseImage('docker.io/acme/app@sha256:aa')).toMatchObject({
      registry: 'docker-hub',
      repository: 'acme/app',
      digest: 'sha256:aa',
    });
  });

  it('with a port in the host keeps host and tag apart', () => {
    expect(parseImage('registry.acme.com:5000/app:2')).toMatchObject({
      registry: 'other',
      host: 'registry.acme.com:5000',
      repository: 'app',
      tag: '2',
    });
  });

  it('is official where it needs no login', () => {
    expect(isOfficial(parseImage('redis:7'))).toBe(true);
    expect(isOfficial(parseImage('acme/redis:7'))).toBe(false);
  });

  it('lacks its registry where a commit is the tag of an official image', () => {
    expect(lacksRegistry(parseImage('nginx:0f6b3cdf5e24f0da3dd932acd84fd90e9786a522'))).toBe(true);
    expect(lacksRegistry(parseImage('nginx:1.27'))).toBe(false);
  });

  it('is shown without what Docker Hub adds', () => {
    expect(shownImage('docker.io/library/nginx:1')).toBe('nginx:1');
  });

  it('is of a host that exists, or of one that may not', () => {
    expect(isKnownHost('registry-1.docker.io')).toBe(true);
    expect(isKnownHost('111122223333.dkr.ecr.us-east-1.amazonaws.com')).toBe(true);
    expect(isKnownHost('11112222.dkr.ecr.us-east-1.amazonaws.com')).toBe(false);
    expect(isKnownHost('registry.acme.internal')).toBe(false);
  });
});

describe('placeholders', () => {
  it.each([
    ['your-dockerhub-username/your-app:3f2c', 'your-dockerhub-username', 'repository'],
    ['docker.io/yourusername/api', 'yourusername', 'repository'],
    ['username/app:1', 'username', 'repository'],
    ['example/app:1', 'example', 'repository'],
    ['docker.io/library/placeholder:latest', 'placeholder', 'repository'],
    ['REPLACE_ME', 'REPLACE_ME', 'repository'],
    ['111122223333.dkr.ecr.us-east-1.amazonaws.com/api:IMAGE_TAG', 'IMAGE_TAG', 'tag'],
    ['<account-id>.dkr.ecr.us-east-1.amazonaws.com/api', '<account-id>', 'registry'],
    ['acme/api:$TAG', '$TAG', 'tag'],
    ['$IMAGE', '$IMAGE', 'image'],
    ['{{image}}', '{{image}}', 'image'],
    ['Dockerfile', 'Dockerfile', 'image'],
    ['docker.io/library/sha256:8795397484604bc6', 'sha256:8795397484604bc6', 'image'],
  ])('%s', (image, part, where) => {
    expect(placeholderIn(image)).toMatchObject({ part, where });
  });

  it.each([
    'nginx:1.27',
    '111122223333.dkr.ecr.us-east-1.amazonaws.com/my-app:latest',
    'acme/users-api:12',
    'yourkit/agent:1',
    'ghcr.io/example-corp/api:1',
    'quay.io/a/b@sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426',
    'xxxxx.xxx',
    'public.ecr.aws/docker/library/node:22',
  ])('%s is none', (image) => {
    expect(placeholderIn(image)).toBeUndefined();
  });

  it('knows a tag that was never set', () => {
    expect(isUnsetTag('undefined')).toBe(true);
    expect(isUnsetTag('Infinity')).toBe(true);
    expect(isUnsetTag('latest')).toBe(false);
  });
});
