import { type Facts, namesOf } from '../../facts';

const PLAIN = /^[\w-]{1,255}$/;
const PLACEHOLDERS: ReadonlySet<string> = new Set(['CLUSTER', 'unknown']);

interface Target {
  readonly cluster: string;
  readonly service: string;
}

/** Cluster and service, where both are known and plain enough to be pasted into a shell. */
function targetOf(facts: Facts): Target | undefined {
  const { cluster, service } = namesOf(facts);
  if (service === undefined || !PLAIN.test(service)) return undefined;
  return PLAIN.test(cluster) && !PLACEHOLDERS.has(cluster) ? { cluster, service } : undefined;
}

/** The last messages of the service. */
export function messagesCommand(facts: Facts): { readonly command?: string } {
  const target = targetOf(facts);
  if (target === undefined) return {};
  const query = '"services[0].events[:10].[createdAt,message]"';
  return {
    command: `aws ecs describe-services --cluster ${target.cluster} --services ${target.service} --query ${query} --output table`,
  };
}

/** A change of the service; `options` are ours alone. */
export function updateCommand(facts: Facts, options: string): { readonly command?: string } {
  const target = targetOf(facts);
  if (target === undefined) return {};
  return { command: `aws ecs update-service --cluster ${target.cluster} --service ${target.service} ${options}` };
}

/** The container instances of the cluster: status, agent, what is left of CPU and memory. */
export function instancesCommand(facts: Facts): { readonly command?: string } {
  const { cluster } = namesOf(facts);
  if (!PLAIN.test(cluster) || PLACEHOLDERS.has(cluster)) return {};
  return {
    command: `aws ecs describe-container-instances --cluster ${cluster} --container-instances $(aws ecs list-container-instances --cluster ${cluster} --query containerInstanceArns --output text) --query "containerInstances[].[ec2InstanceId,status,agentConnected,remainingResources[?name=='CPU'||name=='MEMORY'].integerValue]" --output table`,
  };
}

/** The health of the targets of a target group, where its ARN is known. */
export const targetHealthCommand = (arn: string | undefined): { readonly command?: string } =>
  arn !== undefined && /^arn:[\w:/-]{20,300}$/.test(arn)
    ? { command: `aws elbv2 describe-target-health --target-group-arn ${arn}` }
    : {};

/** A name at the start of a sentence: `Service app`, `The container`; names of containers stay as they are. */
export const atStart = (name: string): string =>
  /^(?:service|the) /.test(name) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;

/** `service app`, or `the service` where its name is not known. */
export function serviceName(facts: Facts): string {
  const { service } = namesOf(facts);
  return service === undefined ? 'the service' : `service ${service}`;
}
