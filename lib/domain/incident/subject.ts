/** Whom an incident is about: one service, or one family of tasks that stand outside a service. */
export interface Subject {
  readonly kind: 'service' | 'family';
  readonly cluster: string;
  /** Name of the service, or of the task definition's family. */
  readonly name: string;
}

/** Of services with short ARNs, whose events name no cluster. */
export const UNKNOWN_CLUSTER = 'unknown';

const FAMILY = 'family:';
/** Stands before a name that would otherwise read as a key of another kind; ECS takes no `:` in the name of a service. */
const SERVICE = 'service:';

/** `production/orders-api`, `production/family:nightly-report`. Different for different subjects, whatever their names. */
export function subjectKey({ kind, cluster, name }: Subject): string {
  if (kind === 'family') return `${cluster}/${FAMILY}${name}`;
  return `${cluster}/${name.startsWith(FAMILY) || name.startsWith(SERVICE) ? SERVICE : ''}${name}`;
}

/** The subject that a key names; undefined where the text is no such key. */
export function parseSubjectKey(key: string): Subject | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash < 1 || name === '' || name === FAMILY || name === SERVICE) return undefined;
  const cluster = key.slice(0, slash);
  if (name.startsWith(FAMILY)) return { kind: 'family', cluster, name: name.slice(FAMILY.length) };
  return { kind: 'service', cluster, name: name.startsWith(SERVICE) ? name.slice(SERVICE.length) : name };
}
