import fc from 'fast-check';
import { parseSubjectKey, type Subject, subjectKey } from '../../../lib/domain/incident/subject';

const name = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string().map((rest) => `family:${rest}`),
  fc.string().map((rest) => `service:${rest}`),
  fc.constantFrom('service:family:web', 'family:', '#', 'a/b', '__proto__'),
);
const subject: fc.Arbitrary<Subject> = fc.record({
  kind: fc.constantFrom('service' as const, 'family' as const),
  cluster: fc.string({ minLength: 1 }).map((text) => text.replaceAll('/', '-')),
  name,
});

it('finds the subject of a key again, whatever it is called', () => {
  fc.assert(fc.property(subject, (one) => expect(parseSubjectKey(subjectKey(one))).toEqual(one)));
});

it.each([
  [{ kind: 'service', cluster: 'prod', name: 'web' }, 'prod/web'],
  [{ kind: 'family', cluster: 'prod', name: 'web' }, 'prod/family:web'],
  [{ kind: 'service', cluster: 'prod', name: 'family:web' }, 'prod/service:family:web'],
] as const)('writes %j as %s', (one, key) => {
  expect(subjectKey(one)).toBe(key);
});

it.each(['', 'web', '/web', 'prod/', 'prod/family:', 'prod/service:'])('takes %j for no key', (key) => {
  expect(parseSubjectKey(key)).toBeUndefined();
});
