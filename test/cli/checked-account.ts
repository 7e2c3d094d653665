import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asObjects, asText, asTexts, type JsonObject } from '../../lib/domain/json';

/** What is there, in an account of one Region. */
export interface Things {
  /** Tags by repository. */
  readonly images: Readonly<Record<string, readonly string[]>>;
  readonly secrets: readonly string[];
  readonly deletedSecrets: readonly string[];
  readonly parameters: readonly string[];
  /** Trust policies by the name of the role. */
  readonly roles: Readonly<Record<string, object>>;
  readonly logGroups: readonly string[];
}

export interface Denial {
  readonly code: string;
  readonly message: string;
}

export const ACCOUNT = '111122223333';

/** As much of AWS as a check asks, on the loopback interface. A page of parameters is empty before it is full, as in AWS. */
export async function startCheckedAccount(things: Things) {
  const denials = new Map<string, Denial>();
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    const form = new URLSearchParams(target === '' ? body : '');
    const action = target === '' ? (form.get('Action') ?? '') : target.slice(target.indexOf('.') + 1);
    calls.push(action);
    const denial = denials.get(action);
    const answer = denial ?? (target === '' ? queryAnswer(action, form) : jsonAnswer(action, JSON.parse(body)));
    const isError = typeof answer === 'object' && 'code' in answer;
    response.writeHead(isError ? 400 : 200, {
      'content-type': target === '' ? 'text/xml' : 'application/x-amz-json-1.1',
    });
    if (typeof answer === 'string') response.end(answer);
    else if (!isError) response.end(JSON.stringify(answer));
    else if (target !== '') response.end(JSON.stringify({ __type: answer['code'], message: answer['message'] }));
    else
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${answer['code']}</Code><Message>${answer['message']}</Message></Error></ErrorResponse>`,
      );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  function jsonAnswer(action: string, input: JsonObject): JsonObject {
    switch (action) {
      case 'DescribeImages': {
        const tags = things.images[asText(input['repositoryName']) ?? ''];
        const tag = asText(asObjects(input['imageIds'])[0]?.['imageTag']) ?? '';
        if (tags === undefined) return error('RepositoryNotFoundException', 'The repository does not exist');
        return tags.includes(tag)
          ? { imageDetails: [{ imageTags: [tag] }] }
          : error('ImageNotFoundException', 'The image with imageId does not exist within the repository');
      }
      case 'DescribeSecret': {
        const id = asText(input['SecretId']) ?? '';
        if (things.secrets.includes(id)) return { ARN: id };
        if (things.deletedSecrets.includes(id)) return { ARN: id, DeletedDate: 1_700_000_000 };
        return error('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
      }
      case 'DescribeParameters': {
        if (input['NextToken'] === undefined) return { Parameters: [], NextToken: '1' };
        const [name] = asObjects(input['ParameterFilters']).flatMap(({ Values }) => asTexts(Values));
        return { Parameters: things.parameters.filter((one) => one === name).map((Name) => ({ Name })) };
      }
      case 'DescribeLogGroups': {
        const prefix = asText(input['logGroupNamePrefix']) ?? '';
        return {
          logGroups: things.logGroups.filter((one) => one.startsWith(prefix)).map((logGroupName) => ({ logGroupName })),
        };
      }
      default:
        throw new Error(`the account does not know ${action}`);
    }
  }

  function queryAnswer(action: string, form: URLSearchParams): JsonObject | string {
    if (action === 'GetCallerIdentity')
      return `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const name = form.get('RoleName') ?? '';
    const policy = things.roles[name];
    if (action !== 'GetRole') throw new Error(`the account does not know ${action}`);
    if (policy === undefined) return error('NoSuchEntity', `The role with name ${name} cannot be found.`);
    return `<GetRoleResponse><GetRoleResult><Role><RoleName>${name}</RoleName><AssumeRolePolicyDocument>${encodeURIComponent(JSON.stringify(policy))}</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`;
  }

  const { port } = server.address() as AddressInfo;
  return {
    denials,
    calls,
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const error = (code: string, message: string): JsonObject => ({ code, message });

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
