/** What takes room in a row, from the left to the right. Pixels. */
export interface Extent {
  readonly x0: number;
  readonly x1: number;
}

/** One of the forms that a thing can take, and the row in which it does not lie on another. */
export interface Placed<Form extends Extent> {
  readonly form: Form;
  readonly row: number;
}

/** Between two things of a row. */
const GAP = 6;

/**
 * Places things one after the other, each in the first row that has room for one of its forms; where no row has, a
 * form of the next choice; undefined where there is no room for it at all. `choices` of each thing, best first.
 */
export function placeInRows<Form extends Extent>(
  things: readonly (readonly (readonly Form[])[])[],
  mostRows: number,
): readonly (Placed<Form> | undefined)[] {
  const rows: Extent[][] = [];
  return things.map((choices) => {
    for (const forms of choices)
      for (let row = 0; row < mostRows; row++) {
        const taken = rows[row] ?? [];
        const form = forms.find(({ x0, x1 }) => taken.every((other) => other.x1 + GAP <= x0 || x1 + GAP <= other.x0));
        if (form === undefined) continue;
        rows[row] = [...taken, form];
        return { form, row };
      }
    return undefined;
  });
}

/** How many rows these need, at least one. */
export const rowsOf = (placed: readonly (Placed<Extent> | undefined)[]): number =>
  placed.reduce((most, one) => Math.max(most, (one?.row ?? 0) + 1), 1);

/** Things for which there was no room, in words; undefined where all are drawn. */
export function notDrawn(placed: readonly (Placed<Extent> | undefined)[]): string | undefined {
  const missing = placed.filter((one) => one === undefined).length;
  return missing === 0 ? undefined : `${missing.toLocaleString('en-US')} more`;
}
