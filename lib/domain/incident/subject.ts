/** Whom an incident is about: one service, or one family of tasks that stand outside a service. */
export interface Subject {
  readonly kind: 'service' | 'family';
  readonly cluster: string;
  /** Name of the service, or of the task definition's family. */
  readonly name: string;
}

const FAMILY = 'family:';

/** `production/orders-api`, `production/family:nightly-report`. Names of services hold neither `/` nor `:`. */
export const subjectKey = ({ kind, cluster, name }: Subject): string =>
  `${cluster}/${kind === 'family' ? FAMILY : ''}${name}`;

/** The subject that a key names; undefined where the text is no such key. */
export function parseSubjectKey(key: string): Subject | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash < 1 || name === '' || name === FAMILY) return undefined;
  const cluster = key.slice(0, slash);
  return name.startsWith(FAMILY)
    ? { kind: 'family', cluster, name: name.slice(FAMILY.length) }
    : { kind: 'service', cluster, name };
}
