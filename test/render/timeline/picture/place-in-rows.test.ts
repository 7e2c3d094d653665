import fc from 'fast-check';
import { notDrawn, placeInRows, rowsOf } from '../../../../lib/render/timeline/picture/place-in-rows';

const at = (x0: number, x1: number) => ({ x0, x1 });

describe('things in rows', () => {
  it('take the first row that has room for one of their forms', () => {
    const placed = placeInRows([[[at(0, 100)]], [[at(50, 80), at(110, 140)]], [[at(90, 120)]]], 3);
    expect(placed.map((one) => [one?.form.x0, one?.row])).toEqual([
      [0, 0],
      [110, 0],
      [90, 1],
    ]);
    expect(rowsOf(placed)).toBe(2);
  });

  it('take a form of the next choice where no row has room, and are counted where there is none', () => {
    const wide = [[at(0, 100)], [at(0, 10)]];
    const placed = placeInRows([[[at(20, 90)]], wide, wide], 1);
    expect(placed.map((one) => one?.form.x1)).toEqual([90, 10, undefined]);
    expect(notDrawn(placed)).toBe('1 more');
    expect(notDrawn(placed.slice(0, 2))).toBeUndefined();
  });

  it('never lie on each other', () => {
    const extent = fc
      .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 200 }))
      .map(([x, width]) => at(x, x + width));
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.array(extent, { maxLength: 3 }), { maxLength: 2 }), { maxLength: 40 }),
        (things) => {
          const placed = placeInRows(things, 4).filter((one) => one !== undefined);
          for (const [index, one] of placed.entries())
            for (const other of placed.slice(index + 1))
              if (one.row === other.row) expect(one.form.x1 < other.form.x0 || other.form.x1 < one.form.x0).toBe(true);
          for (const { row } of placed) expect(row).toBeLessThan(4);
        },
      ),
    );
  });
});
