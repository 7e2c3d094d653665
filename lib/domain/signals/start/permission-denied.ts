import type { SignalDetail } from '../signal';

/** What a text about a refused file, program or user says. */
export const permissionDenied = (path: string | undefined, execute = false): SignalDetail => ({
  kind: 'permission-denied',
  ...(path === undefined || path === '' ? {} : { path }),
  ...(execute ? { execute } : {}),
});

/** A bind on a port, an AWS call, a refusal by a database or a shell's call of a health check: not about a file. */
export const SOMETHING_ELSE =
  /\bbind\b|\bbind\(|make_sock|\blisten(?:ing)?\b.{0,60}(?:EACCES|denied)|arn:aws|AccessDenied(?:Exception)?:? (?:User|when)|permission denied for (?:table|schema|relation|database|sequence|function|view|language)|\b(?:curl|wget|nc|pg_isready): permission denied|publickey/i;
