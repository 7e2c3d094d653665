import type { TaskDefinition } from '../definition/task-definition';
import type { Container, Task } from '../stop';

/** Codes that a container gets because something else ended the task. */
const STOPPED_FROM_OUTSIDE = new Set([137, 143]);

/**
 * The container that brought the task down: one with a reason of its own, else the first with an exit code that was
 * not given from outside, else the first essential one. Containers that AWS injected count only when no other is left.
 */
export function culpritOf(task: Task, definition: TaskDefinition | undefined): Container | undefined {
  const own = task.containers.filter((container) => !container.injected);
  const essential = (container: Container) =>
    definition?.containers.find(({ name }) => name === container.name)?.essential ?? true;
  const failedByItself = ({ exitCode }: Container) =>
    exitCode !== undefined && exitCode !== 0 && !STOPPED_FROM_OUTSIDE.has(exitCode);
  const marks: readonly ((container: Container) => boolean)[] = [
    (container) => container.reason !== undefined && essential(container),
    (container) => failedByItself(container) && essential(container),
    (container) => container.reason !== undefined,
    failedByItself,
    (container) => container.exitCode !== undefined && essential(container),
    essential,
    () => true,
  ];
  for (const mark of marks) {
    const found = own.find(mark);
    if (found !== undefined) return found;
  }
  return undefined;
}
