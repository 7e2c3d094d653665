import type { StopRow } from '../domain/incident/row';
import { defined } from '../domain/json';
import type { ItemKey } from './table-keys';

/** Bytes that one write unit pays for. */
const UNIT = 1_024;
/** Bytes of the attributes' names, of the numbers beside the body, and of what the body says by its form. */
const OVERHEAD = 48;

/**
 * A stop that costs one write unit, however long its names: what only the timeline wants is left out where there is no
 * room for it.
 */
export function fitStop(row: StopRow, { pk, sk }: ItemKey): StopRow {
  const { type: _type, subject: _subject, taskId: _taskId, ...body } = row;
  const isDear = (kept: object): boolean => Buffer.byteLength(`${pk}${sk}${JSON.stringify(kept)}`) + OVERHEAD > UNIT;
  if (!isDear(body)) return row;
  const shorter = defined({ ...row, startedAt: undefined }) as StopRow;
  return isDear({ ...body, startedAt: undefined })
    ? (defined({ ...shorter, deployment: undefined }) as StopRow)
    : shorter;
}
