import type { CheckPorts } from '../app/check-ports';
import { REGION } from '../domain/check/region';
import { trustOf } from '../domain/check/role-trust';
import { known, type Read, unavailable } from '../domain/read';
import { askForRead } from './ask-for-read';
import { configurationOf } from './clients';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from './clients/cloudwatch-logs-groups';
import { DescribeImagesCommand, ECRClient } from './clients/ecr';
import { GetRoleCommand, IAMClient } from './clients/iam';
import { DescribeSecretCommand, SecretsManagerClient } from './clients/secrets-manager-descriptions';
import { DescribeParametersCommand, SSMClient } from './clients/ssm-descriptions';
import { GetCallerIdentityCommand, STSClient } from './clients/sts';
import type { Question } from './refusals';

/** Pages of one list that are read. An account may have many log groups of one prefix. */
const MOST_PAGES = 20;

/** Makes the clients for a Region; the SDK finds the credentials by its own habits. */
export interface CheckClients {
  readonly ecr: Pick<ECRClient, 'send'>;
  readonly iam: Pick<IAMClient, 'send'>;
  readonly logs: Pick<CloudWatchLogsClient, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly parameters: Pick<SSMClient, 'send'>;
  readonly sts: Pick<STSClient, 'send'>;
}

export type ClientsIn = (region: string) => CheckClients;

/** The account as a check looks at it. No call returns a value of a secret or parameter. */
export function checkAccount(region: string, clientsIn: ClientsIn): CheckPorts {
  const kept = new Map<string, CheckClients>();
  const clients = (place: string): CheckClients => {
    const found = kept.get(place) ?? clientsIn(place);
    kept.set(place, found);
    return found;
  };
  return {
    region,
    readAccount: () =>
      askForRead({ action: 'sts:GetCallerIdentity', about: 'the credentials' }, async () => {
        const { Account } = await clients(region).sts.send(new GetCallerIdentityCommand({}));
        return Account === undefined ? unavailable('sts:GetCallerIdentity named no account') : known(Account);
      }),

    readImage: ({ account, region: place, repository, tag, digest }) =>
      askIn(
        place,
        { action: 'ecr:DescribeImages', about: `arn:aws:ecr:${place}:${account}:repository/${repository}` },
        async () => {
          const { imageDetails = [] } = await clients(place).ecr.send(
            new DescribeImagesCommand({
              registryId: account,
              repositoryName: repository,
              imageIds: [digest === undefined ? { imageTag: tag } : { imageDigest: digest }],
            }),
          );
          return known(imageDetails.length > 0 ? 'there' : 'no-image');
        },
        { RepositoryNotFoundException: 'no-repository', ImageNotFoundException: 'no-image' },
      ),

    readSecret: (secret, place) =>
      askIn(
        place,
        { action: 'secretsmanager:DescribeSecret', about: secret },
        async () => {
          const { DeletedDate } = await clients(place).secrets.send(new DescribeSecretCommand({ SecretId: secret }));
          return known(DeletedDate === undefined ? 'there' : 'being-deleted');
        },
        { ResourceNotFoundException: 'missing' },
      ),

    readParameter: (name, place) =>
      askIn(place, { action: 'ssm:DescribeParameters', about: `the parameters in ${place}` }, async () => {
        let next: string | undefined;
        // A page may be empty and not the last.
        for (let page = 0; page < MOST_PAGES; page += 1) {
          const answer = await clients(place).parameters.send(
            new DescribeParametersCommand({
              ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }],
              ...(next === undefined ? {} : { NextToken: next }),
            }),
          );
          if (answer.Parameters?.some(({ Name }) => Name === name)) return known('there');
          next = answer.NextToken;
          if (next === undefined || next === '') return known('missing');
        }
        return unavailable(`ssm:DescribeParameters had no end after ${MOST_PAGES} pages`);
      }),

    readRole: (name) =>
      askForRead(
        { action: 'iam:GetRole', about: `the role ${name}` },
        async () => {
          const { Role } = await clients(region).iam.send(new GetRoleCommand({ RoleName: name }));
          const trust = trustOf(decoded(Role?.AssumeRolePolicyDocument ?? ''));
          return trust === undefined ? unavailable('iam:GetRole gave no trust policy that can be read') : known(trust);
        },
        { NoSuchEntityException: 'missing', NoSuchEntity: 'missing' },
      ),

    readLogGroup: (name, place) =>
      askIn(place, { action: 'logs:DescribeLogGroups', about: `the log groups in ${place}` }, async () => {
        let next: string | undefined;
        for (let page = 0; page < MOST_PAGES; page += 1) {
          const answer = await clients(place).logs.send(
            new DescribeLogGroupsCommand({
              logGroupNamePrefix: name,
              ...(next === undefined ? {} : { nextToken: next }),
            }),
          );
          if (answer.logGroups?.some(({ logGroupName }) => logGroupName === name)) return known('there');
          next = answer.nextToken;
          if (next === undefined) return known('missing');
        }
        return unavailable(`logs:DescribeLogGroups had no end after ${MOST_PAGES} pages`);
      }),
  };
}

/** One client of each kind for a Region. */
export function checkClientsIn(region: string): CheckClients {
  // A person waits, and may be far from the Region.
  const configuration = configurationOf({ region, requestTimeout: 20_000, connectionTimeout: 5_000 });
  return {
    ecr: new ECRClient(configuration),
    iam: new IAMClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    secrets: new SecretsManagerClient(configuration),
    parameters: new SSMClient(configuration),
    sts: new STSClient(configuration),
  };
}

/** The Region comes out of the definition, and becomes a part of a host's name: nothing else may get there. */
const askIn = async <T>(
  place: string,
  question: Question,
  call: () => Promise<Read<T>>,
  answers?: Readonly<Record<string, T>>,
): Promise<Read<T>> =>
  REGION.test(place) ? askForRead(question, call, answers) : unavailable(`${place} is no Region`);

/** IAM sends policies percent-encoded. */
function decoded(policy: string): string {
  try {
    return decodeURIComponent(policy);
  } catch {
    return policy;
  }
}
