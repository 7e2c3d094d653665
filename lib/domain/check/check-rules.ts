import type { CheckRule } from './check-context';
import { dependsOn } from './rules/depends-on';
import { droppedNames } from './rules/dropped-names';
import { ephemeralStorage } from './rules/ephemeral-storage';
import { exceededTask } from './rules/exceeded-task';
import { fargateParameter } from './rules/fargate-parameter';
import { fargateSize } from './rules/fargate-size';
import { foreignSecret } from './rules/foreign-secret';
import { healthCheckBounds } from './rules/health-check-bounds';
import { healthCheckForm } from './rules/health-check-form';
import { healthCheckPort } from './rules/health-check-port';
import { hostPort } from './rules/host-port';
import { invalidImage } from './rules/invalid-image';
import { largeHeap } from './rules/large-heap';
import { latestImage } from './rules/latest-image';
import { loadBalancerPort } from './rules/load-balancer-port';
import { logDriver } from './rules/log-driver';
import { logOptions } from './rules/log-options';
import { malformedSecret } from './rules/malformed-secret';
import { missingExecutionRole } from './rules/missing-execution-role';
import { missingMemory } from './rules/missing-memory';
import { noEssentialContainer } from './rules/no-essential-container';
import { placeholderImage } from './rules/placeholder-image';
import { plainSecret } from './rules/plain-secret';
import { portVariable } from './rules/port-variable';
import { repeatedContainer } from './rules/repeated-container';
import { repeatedPort } from './rules/repeated-port';
import { repeatedVariable } from './rules/repeated-variable';
import { swappedRoles } from './rules/swapped-roles';
import { targetGroupPort } from './rules/target-group-port';
import { targetType } from './rules/target-type';
import { unknownVolume } from './rules/unknown-volume';
import { untaggedImage } from './rules/untagged-image';

/** Everything that is checked without AWS. */
export const CHECK_RULES: readonly CheckRule[] = [
  placeholderImage,
  invalidImage,
  latestImage,
  untaggedImage,
  droppedNames,
  repeatedVariable,
  plainSecret,
  malformedSecret,
  foreignSecret,
  missingExecutionRole,
  swappedRoles,
  loadBalancerPort,
  targetGroupPort,
  targetType,
  portVariable,
  repeatedPort,
  hostPort,
  fargateSize,
  fargateParameter,
  ephemeralStorage,
  missingMemory,
  exceededTask,
  largeHeap,
  healthCheckForm,
  healthCheckBounds,
  healthCheckPort,
  dependsOn,
  noEssentialContainer,
  repeatedContainer,
  logOptions,
  logDriver,
  unknownVolume,
];
