import { type ItemForm, readBody } from '../../lib/aws/item-form';

const key = { pk: 'S#production/web', sk: 'RECORD' };
/** Composed: a form that has been changed once. */
const form: ItemForm = {
  name: 'service record',
  schema: 2,
  upgrade: ({ stops, ...rest }) => ({ ...rest, count: stops }),
  needs: { count: 'number' },
  holds: 'its incidents',
};

it('reads the form of now', () => {
  expect(readBody({ schema: 2, body: '{"count":3}' }, key, form)).toEqual({ count: 3 });
});

it('brings the form before into the one of now', () => {
  expect(readBody({ schema: 1, body: '{"stops":3}' }, key, form)).toEqual({ count: 3 });
});

it('checks what the upgrade made', () => {
  expect(() => readBody({ schema: 1, body: '{"counts":3}' }, key, form)).toThrow(
    'expected a service record of schema 2 with a number `count`, got nothing',
  );
});

it.each([0, 3, undefined])('refuses schema %s and says which it reads', (schema) => {
  expect(() => readBody({ schema, body: '{"count":3}' }, key, form)).toThrow(
    'item S#production/web RECORD of the table: expected a service record of schema 2 or 1, got',
  );
});
