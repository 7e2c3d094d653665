import type { Question } from '../app/diagnose-question';
import { nameOfArn, parseEcsArn } from '../domain/ecs-events/ecs-arn';

export interface TargetOptions {
  readonly cluster?: string;
  readonly service?: string;
  readonly task?: string;
  readonly region?: string;
}

export interface Target extends Question {
  /** That of an ARN, where none is named. */
  readonly region?: string;
}

/** What is wrong with the options, in a sentence without a full stop. */
export interface Problem {
  readonly problem: string;
}

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** What the options ask about: names or ARNs, of which an ARN tells cluster and Region too. */
export function targetOf(options: TargetOptions): Target | Problem {
  const arns = [options.cluster, options.service, options.task].flatMap((text) =>
    text?.startsWith('arn:') === true ? [{ text, arn: parseEcsArn(text) }] : [],
  );
  const strange = arns.find(({ arn }) => arn === undefined);
  if (strange !== undefined)
    return { problem: `expected the ARN of a cluster, service or task of ECS, got ${strange.text}` };
  const clusters = new Set([
    ...(options.cluster === undefined ? [] : [nameOfArn(options.cluster)]),
    ...arns.flatMap(({ arn }) => arn?.cluster ?? []),
  ]);
  const [cluster, other] = clusters;
  if (cluster === undefined) return { problem: 'expected --cluster NAME, or the ARN of a task with its cluster in it' };
  if (other !== undefined) return { problem: `--cluster is ${cluster}, but the ARN is of cluster ${other}` };
  const region = options.region ?? arns[0]?.arn?.region;
  const service = options.service === undefined ? undefined : nameOfArn(options.service);
  const { task } = options;
  for (const name of [cluster, service, task === undefined ? undefined : nameOfArn(task)])
    if (name !== undefined && !NAME.test(name))
      return { problem: `expected a name of letters, digits, - and _, got ${JSON.stringify(name.slice(0, 80))}` };
  return {
    cluster,
    ...(service === undefined ? {} : { service }),
    ...(task === undefined ? {} : { task }),
    ...(region === undefined ? {} : { region }),
  };
}
