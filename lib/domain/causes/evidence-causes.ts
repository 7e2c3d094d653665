import type { Cause } from './cause';
import { exitDatabaseAuth } from './exit/exit-database-auth';
import { exitDependencyUnreachable } from './exit/exit-dependency-unreachable';
import { exitMissingConfiguration } from './exit/exit-missing-configuration';
import { exitMissingFile } from './exit/exit-missing-file';
import { elbPortMismatch } from './health/elb-port-mismatch';
import { healthCheckGraceTooShort } from './health/health-check-grace-too-short';
import { scaleIn } from './normal/scale-in';
import { taskRoleAccessDenied } from './roles/task-role-access-denied';

/** The causes of which no event tells: it takes a log, a task definition or what the service says of itself. */
export const evidenceCauses: readonly Cause[] = [
  taskRoleAccessDenied,
  exitMissingConfiguration,
  exitMissingFile,
  exitDependencyUnreachable,
  exitDatabaseAuth,
  elbPortMismatch,
  healthCheckGraceTooShort,
  scaleIn,
];
