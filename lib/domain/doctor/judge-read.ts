import type { Read } from '../read';
import type { Remark } from './part-health';

/** What is said of a thing that was read; of one that could not be read, that it was not checked, and why. */
export const judgeRead = <T>(read: Read<T>, judge: (value: T) => readonly Remark[]): readonly Remark[] =>
  read.state === 'known' ? judge(read.value) : [{ state: 'not-checked', seen: read.reason }];
