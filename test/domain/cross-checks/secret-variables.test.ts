import { variableNames, variablesOf } from '../../../lib/domain/cross-checks/secret-variables';
import { parseTaskDefinition } from '../../../lib/domain/definition/parse-task-definition';
import { secretFetch } from '../../../lib/domain/signals/secrets/secret-fetch';
import type { SignalOf } from '../../../lib/domain/signals/signal';
import { readReason } from '../signals/read-log';

const definition = parseTaskDefinition({
  family: 'web',
  containerDefinitions: [
    {
      name: 'app',
      secrets: [
        { name: 'DB_URL', valueFrom: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf:url::' },
        {
          name: 'DB_PASSWORD',
          valueFrom: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf:password::',
        },
        { name: 'SENTRY_DSN', valueFrom: '/app/sentry-dsn' },
        { name: 'TOKEN', valueFrom: 'arn:aws:ssm:us-east-1:111122223333:parameter/app/token' },
      ],
    },
  ],
});

function signalIn(reason: string): SignalOf<'secret'> {
  const [signal] = readReason([secretFetch], reason);
  if (signal?.kind !== 'secret') throw new Error(`no secret in ${reason}`);
  return signal;
}

describe('the variables that a secret fills', () => {
  it('are all those that take a part of it', () => {
    const signal = signalIn(
      'failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf from secrets manager: ResourceNotFoundException',
    );
    expect(variableNames(signal, definition)).toEqual(['DB_URL', 'DB_PASSWORD']);
  });

  it('are only those of the JSON key that is missing', () => {
    const signal = signalIn('retrieved secret from Secrets Manager did not contain json key password');
    expect(variableNames(signal, definition)).toEqual(['DB_PASSWORD']);
  });

  it('are found by the name of a parameter, with or without its ARN', () => {
    const signal = signalIn(
      'Fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: /app/sentry-dsn,/app/token',
    );
    expect(variablesOf(signal, definition).map(({ container, name }) => [container, name])).toEqual([
      ['app', 'SENTRY_DSN'],
      ['app', 'TOKEN'],
    ]);
  });

  it('are the names of the text where the definition has none of them, or is not known', () => {
    const signal = signalIn('invalid ssm parameters: /other/name');
    expect(variableNames(signal, definition)).toEqual(['/other/name']);
    expect(variableNames(signal, undefined)).toEqual(['/other/name']);
  });
});
