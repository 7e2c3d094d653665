import { asObject, type JsonObject } from '../../lib/domain/json';
import { idIn, packagedTemplate, resourcesOf, type Statement, statementsIn } from './packaged-template';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
const STACK = 'ecs-medic';
const template = packagedTemplate();

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackName': STACK,
  'AWS::URLSuffix': 'amazonaws.com',
};

export interface RolePolicy {
  readonly name: string;
  readonly policy: { readonly Version: string; readonly Statement: readonly Statement[] };
}

/** The policies of every role, by its logical id, as CloudFormation would deploy them with these parameters. */
export function policiesOfRoles(parameters: Readonly<Record<string, string>>): ReadonlyMap<string, RolePolicy[]> {
  const stack = new StackValues(parameters);
  const document = (value: unknown): RolePolicy['policy'] => ({
    Version: '2012-10-17',
    Statement: statementsIn(value).map((statement) => stack.resolve(statement) as Statement),
  });
  const roles = new Map<string, RolePolicy[]>();
  for (const [id, { Policies = [] }] of resourcesOf(template, 'AWS::IAM::Role'))
    roles.set(
      id,
      (Policies as JsonObject[]).map(({ PolicyName, PolicyDocument }) => ({
        name: String(PolicyName),
        policy: document(PolicyDocument),
      })),
    );
  for (const [id, { Roles, PolicyName, PolicyDocument }] of resourcesOf(template, 'AWS::IAM::Policy')) {
    if (!stack.exists(id)) continue;
    for (const role of Roles as unknown[])
      roles.get(idIn(role) ?? '')?.push({ name: String(PolicyName), policy: document(PolicyDocument) });
  }
  return roles;
}

/** What CloudFormation makes of the functions in this template. An unknown one is an error, so that none is passed over. */
class StackValues {
  private readonly parameters: Readonly<Record<string, string>>;

  constructor(parameters: Readonly<Record<string, string>>) {
    this.parameters = parameters;
  }

  /** Whether a resource is deployed at all. */
  exists(id: string): boolean {
    const condition = template.Resources[id]?.Condition;
    return condition === undefined || this.holds(template.Conditions[condition]);
  }

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.flatMap((item) => this.resolve(item) ?? []);
    const object = asObject(value);
    if (object === undefined) return value;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(object);
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.call(name, argument);
    return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, this.resolve(item)]));
  }

  private call(name: string, argument: unknown): unknown {
    const list = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Ref':
        return this.valueOf(String(argument));
      case 'Fn::GetAtt':
        return this.attribute(String(list[0]));
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, (_match, key: string) =>
          String(
            key.includes('.') && !key.includes('::') ? this.attribute(key.split('.')[0] ?? '') : this.valueOf(key),
          ),
        );
      case 'Fn::Join':
        return (this.resolve(list[1]) as string[]).join(String(list[0]));
      case 'Fn::Split':
        return String(this.resolve(list[1])).split(String(list[0]));
      case 'Fn::Select':
        return (this.resolve(list[1]) as unknown[])[Number(list[0])];
      case 'Fn::If':
        return this.resolve(this.holds(template.Conditions[String(list[0])]) ? list[1] : list[2]);
      default:
        throw new Error(`the template uses ${name}, which this test does not evaluate`);
    }
  }

  private valueOf(name: string): unknown {
    const given = PSEUDO[name] ?? this.parameters[name];
    const parameter = template.Parameters[name];
    if (parameter !== undefined) {
      const value = String(given ?? parameter['Default'] ?? '');
      return parameter['Type'] === 'CommaDelimitedList' ? value.split(',') : value;
    }
    if (given !== undefined) return given;
    const resource = template.Resources[name];
    if (resource === undefined) throw new Error(`the template has neither a parameter nor a resource ${name}`);
    // What Ref gives for the types that policies refer to: the name for a parameter of Parameter Store, an ARN for a topic.
    return resource.Type === 'AWS::SSM::Parameter' ? this.resolve(resource.Properties['Name']) : this.attribute(name);
  }

  /** No attribute but the ARN is used in a policy. */
  private attribute(id: string): string {
    if (template.Resources[id] === undefined) throw new Error(`the template has no resource ${id}`);
    const service = template.Resources[id].Type.split('::')[1]?.toLowerCase() ?? '';
    return `arn:aws:${service}:${REGION}:${ACCOUNT}:${id}`;
  }

  private holds(condition: unknown): boolean {
    const object = asObject(condition) ?? {};
    const [[name, argument] = ['', undefined]] = Object.entries(object);
    const list = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Fn::Equals':
        return String(this.resolve(list[0])) === String(this.resolve(list[1]));
      case 'Fn::Not':
        return !this.holds(list[0]);
      case 'Fn::Or':
        return list.some((one) => this.holds(one));
      case 'Fn::And':
        return list.every((one) => this.holds(one));
      case 'Condition':
        return this.holds(template.Conditions[String(argument)]);
      default:
        throw new Error(`the template has the condition ${name}, which this test does not evaluate`);
    }
  }
}
