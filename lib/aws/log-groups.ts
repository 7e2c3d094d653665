/** Answers whether a log group may be read. A task definition can name any group, so only the configured ones are. */
export type MayReadGroup = (group: string) => boolean;

/** Groups by name or by pattern, where `*` stands for any characters: `/ecs/*`. */
export function logGroups(patterns: readonly string[]): MayReadGroup {
  const readable = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .split(/\*+/)
          .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
          .join('.*')}$`,
      ),
  );
  return (group) => readable.some((pattern) => pattern.test(group));
}
