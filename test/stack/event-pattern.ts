import { asArray, asObject, type JsonObject, own } from '../../lib/domain/json';

/**
 * Whether EventBridge delivers an event by a pattern, as its guide describes it: exact values, prefix, suffix,
 * equals-ignore-case, wildcard, anything-but, numeric, exists and `$or`. Throws for what it does not know, so that a
 * pattern is never taken for one that matches nothing.
 */
export function matchesPattern(event: unknown, pattern: JsonObject): boolean {
  const { $or, ...fields } = pattern;
  if ($or !== undefined && !asArray($or).some((one) => matchesPattern(event, objectOf(one)))) return false;
  return Object.entries(fields).every(([name, expected]) => matchesField(event, name, expected));
}

/** In a list of objects one and the same object must match all of it. */
function matchesField(holder: unknown, name: string, expected: unknown): boolean {
  const value = own(asObject(holder) ?? {}, name);
  if (!Array.isArray(expected)) {
    const inner = objectOf(expected);
    return Array.isArray(value)
      ? value.some((item) => matchesPattern(item, inner))
      : matchesPattern(value ?? {}, inner);
  }
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return expected.some((one) => matchesValue(values, one));
}

/** `values` are those of one field: several in a list, none where it is absent. Any of them may match. */
function matchesValue(values: readonly unknown[], expected: unknown): boolean {
  const operator = asObject(expected);
  if (operator === undefined) return values.includes(expected);
  const [[name, operand] = ['', undefined], ...more] = Object.entries(operator);
  if (more.length > 0) throw new Error(`expected one operator, got ${JSON.stringify(expected)}`);
  if (name === 'exists') return values.some((value) => asObject(value) === undefined) === operand;
  return values.some((value) => matchesOperator(value, name, operand));
}

function matchesOperator(value: unknown, name: string, operand: unknown): boolean {
  switch (name) {
    case 'prefix':
    case 'suffix': {
      if (typeof value !== 'string') return false;
      const folded = asObject(operand)?.['equals-ignore-case'];
      const [whole, part] =
        folded === undefined ? [value, operand] : [value.toLowerCase(), String(folded).toLowerCase()];
      return name === 'prefix' ? whole.startsWith(textOf(part)) : whole.endsWith(textOf(part));
    }
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === textOf(operand).toLowerCase();
    case 'wildcard':
      return typeof value === 'string' && wildcard(textOf(operand)).test(value);
    case 'numeric':
      return typeof value === 'number' && matchesNumeric(value, asArray(operand));
    case 'anything-but':
      return !isExcluded(value, operand);
    default:
      throw new Error(`the operator ${name} is not known here`);
  }
}

function isExcluded(value: unknown, operand: unknown): boolean {
  const operator = asObject(operand);
  if (operator === undefined) return [operand].flat().includes(value);
  return Object.entries(operator).some(([name, inner]) =>
    [inner].flat().some((one) => matchesOperator(value, name, one)),
  );
}

function matchesNumeric(value: number, operand: readonly unknown[]): boolean {
  if (operand.length === 0 || operand.length % 2 !== 0) throw new Error('numeric takes pairs of a sign and a number');
  for (let at = 0; at < operand.length; at += 2) {
    const [sign, bound] = [operand[at], Number(operand[at + 1])];
    const isMet =
      sign === '='
        ? value === bound
        : sign === '<'
          ? value < bound
          : sign === '<='
            ? value <= bound
            : sign === '>'
              ? value > bound
              : sign === '>='
                ? value >= bound
                : undefined;
    if (isMet === undefined) throw new Error(`numeric knows no sign ${String(sign)}`);
    if (!isMet) return false;
  }
  return true;
}

const wildcard = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^]*')}$`,
  );

function objectOf(value: unknown): JsonObject {
  const object = asObject(value);
  if (object === undefined) throw new Error(`expected a pattern, got ${JSON.stringify(value)}`);
  return object;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`expected a text, got ${JSON.stringify(value)}`);
  return value;
}
