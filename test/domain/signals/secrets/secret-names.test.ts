import { namesIn, secretAddress, secretName } from '../../../../lib/domain/signals/secrets/secret-names';

describe('names of secrets', () => {
  it.each([
    ['prod/db-AbCdEf', 'prod/db'],
    ['prod/db-AbCdEf:password::', 'prod/db'],
    ['test-secret', 'test-secret'],
    ['busyb/google-oauth-client-secret', 'busyb/google-oauth-client-secret'],
    ['DBPasswordSecret-*', 'DBPasswordSecret'],
    ['NewRelicLicenseKeySecret-Dh2dLkgV8VyJ-80RAHS', 'NewRelicLicenseKeySecret'],
    ['awsExampleSecret-7qFlRJ', 'awsExampleSecret'],
  ])('%s is %s', (resource, name) => {
    expect(secretName(resource)).toBe(name);
  });

  it('reads what a definition refers to', () => {
    expect(secretAddress('arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbC123:DB_URL::')).toMatchObject({
      store: 'secrets-manager',
      name: 'app',
      jsonKey: 'DB_URL',
      region: 'eu-west-1',
    });
    expect(secretAddress('arn:aws:ssm:eu-west-1:111122223333:parameter/app/DB')).toMatchObject({
      store: 'parameter-store',
      name: '/app/DB',
    });
    expect(secretAddress('plain-name')).toMatchObject({ store: 'parameter-store', name: 'plain-name' });
  });

  it('leaves out a name that is cut off with dots', () => {
    expect(namesIn('failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:my-app/da...')).toEqual(
      [],
    );
  });
});
