const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * The same world at another time: every time in it moves by as much (milliseconds), texts stay as they are. A whole
 * ISO time and a log's `timestamp` are times; a date within a message is text.
 */
export function refreshed<T>(value: T, by: number): T {
  return shift(value, '', by) as T;
}

function shift(value: unknown, key: string, by: number): unknown {
  if (typeof value === 'string') return ISO_TIME.test(value) ? shiftTime(value, by) : value;
  if (typeof value === 'number') return key === 'timestamp' && value > 1e11 ? value + by : value;
  if (Array.isArray(value)) return value.map((one) => shift(one, '', by));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shift(inner, name, by)]));
  return value;
}

/** EventBridge writes seconds, ECS milliseconds: each keeps its form. */
function shiftTime(time: string, by: number): string {
  const shifted = new Date(Date.parse(time) + by).toISOString();
  return time.includes('.') ? shifted : shifted.replace(/\.\d+Z$/, 'Z');
}
