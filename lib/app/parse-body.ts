/** Nothing that AWS or ecs-medic sends is nested deeper than about ten levels. */
const DEEPEST = 64;

/**
 * The JSON in the body of a message, or why there is none to work on. A byte-order mark is left out. What is nested
 * too deep is refused here, since any walk through it would end the function.
 */
export function parseBody(body: string): { readonly value: unknown } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(body.startsWith('\ufeff') ? body.slice(1) : body);
  } catch {
    return { problem: `expected JSON, got ${body === '' ? 'nothing' : `${body.length} characters that are none`}` };
  }
  return isDeeperThan(DEEPEST, value) ? { problem: `expected at most ${DEEPEST} levels of JSON, got more` } : { value };
}

/** Level by level, so that no depth can exhaust the stack. */
function isDeeperThan(most: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one).filter((member) => typeof member === 'object') : [],
    );
  }
  return false;
}
