import { type Change, unchanged } from '../incident/change';
import type { ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { shortHash } from '../text/short-hash';
import type { TagProblem } from './action-tags';
import { withNews } from './news';

/** Of a value that somebody else wrote; ECS takes 256 characters. */
const LONGEST_VALUE = 80;

/** Tags that cannot be read are told of once, and again when they say something else that cannot be read. */
export function withTagProblems(record: ServiceRecord, problems: readonly TagProblem[], now: number): Change {
  if (problems.length === 0)
    return unchanged(
      record.toldTags === undefined ? record : (defined({ ...record, toldTags: undefined }) as ServiceRecord),
    );
  const toldTags = shortHash(problems.map(({ tag, got }) => `${tag}=${got}`).join('\n'));
  if (record.toldTags === toldTags) return unchanged(record);
  const [first = '', ...rest] = problems.map(
    ({ tag, got, expected, takenAs }) =>
      `The tag ${tag} says "${got.slice(0, LONGEST_VALUE)}", expected ${expected}; until it can be read, ${takenAs}.`,
  );
  return withNews(
    unchanged({ ...record, toldTags }),
    {
      key: `tags/${toldTags}`,
      title: problems.length === 1 ? 'a tag for ecs-medic cannot be read' : 'tags for ecs-medic cannot be read',
      lines: [first, ...rest],
      commands: [],
      severity: 'warning',
      loud: true,
    },
    now,
  );
}
