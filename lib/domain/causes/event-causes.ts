import type { Cause } from './cause';
import { exitAbort } from './exit/exit-abort';
import { exitApplicationError } from './exit/exit-application-error';
import { exitCommandNotFound } from './exit/exit-command-not-found';
import { exitDatabaseMigration } from './exit/exit-database-migration';
import { exitExecFormat } from './exit/exit-exec-format';
import { exitKilledSigkill } from './exit/exit-killed-sigkill';
import { exitMissingModule } from './exit/exit-missing-module';
import { exitPermissionDenied } from './exit/exit-permission-denied';
import { exitPortInUse } from './exit/exit-port-in-use';
import { exitPortPrivileged } from './exit/exit-port-privileged';
import { exitSegfault } from './exit/exit-segfault';
import { exitSigterm } from './exit/exit-sigterm';
import { exitZeroService } from './exit/exit-zero-service';
import { containerDependencyFailed } from './health/container-dependency-failed';
import { containerHealthCheckFailed } from './health/container-health-check-failed';
import { elbHealthCheckFailed } from './health/elb-health-check-failed';
import { elbHealthDependency } from './health/elb-health-dependency';
import { elbHealthPath } from './health/elb-health-path';
import { elbSecurityGroup } from './health/elb-security-group';
import { elbTargetGroupMissing } from './health/elb-target-group-missing';
import { startTimeout } from './health/start-timeout';
import { imageArchitecture } from './image/image-architecture';
import { imageNotFound } from './image/image-not-found';
import { imagePlaceholder } from './image/image-placeholder';
import { imagePullNetwork } from './image/image-pull-network';
import { imagePullOther } from './image/image-pull-other';
import { imagePullRateLimited } from './image/image-pull-rate-limited';
import { imagePullUnauthorized } from './image/image-pull-unauthorized';
import { imageReferenceInvalid } from './image/image-reference-invalid';
import { imageRegistryHostUnknown } from './image/image-registry-host-unknown';
import { imageTagNotFound } from './image/image-tag-not-found';
import { registryAuthSecret } from './image/registry-auth-secret';
import { logDriverAccessDenied } from './logging/log-driver-access-denied';
import { logDriverOther } from './logging/log-driver-other';
import { logGroupMissing } from './logging/log-group-missing';
import { logNetwork } from './logging/log-network';
import { outOfMemory } from './memory/out-of-memory';
import { eniFailed } from './network/eni-failed';
import { eniLimit } from './network/eni-limit';
import { eniTimeout } from './network/eni-timeout';
import { subnetIpExhausted } from './network/subnet-ip-exhausted';
import { azRebalancing } from './normal/az-rebalancing';
import { deploymentCompleted } from './normal/deployment-completed';
import { deploymentInProgress } from './normal/deployment-in-progress';
import { deploymentReplaced } from './normal/deployment-replaced';
import { fargateRetirement } from './normal/fargate-retirement';
import { hostTerminated } from './normal/host-terminated';
import { instanceDeregistered } from './normal/instance-deregistered';
import { instanceDraining } from './normal/instance-draining';
import { serviceSteady } from './normal/service-steady';
import { spotInterruption } from './normal/spot-interruption';
import { taskFinished } from './normal/task-finished';
import { userStopped } from './normal/user-stopped';
import { fargateCapacity } from './placement/fargate-capacity';
import { placementConstraint } from './placement/placement-constraint';
import { placementNoCapacity } from './placement/placement-no-capacity';
import { placementNoInstances } from './placement/placement-no-instances';
import { placementPortInUse } from './placement/placement-port-in-use';
import { envFileError } from './roles/env-file-error';
import { roleAssume } from './roles/role-assume';
import { serviceRolePermissions } from './roles/service-role-permissions';
import { secretAccessDenied } from './secrets/secret-access-denied';
import { secretInvalid } from './secrets/secret-invalid';
import { secretNetwork } from './secrets/secret-network';
import { secretNotFound } from './secrets/secret-not-found';
import { secretOther } from './secrets/secret-other';
import { agentDisconnected } from './service/agent-disconnected';
import { awsInternalError } from './service/aws-internal-error';
import { deploymentCircuitBreaker } from './service/deployment-circuit-breaker';
import { deploymentConfiguration } from './service/deployment-configuration';
import { other } from './service/other';
import { serviceQuota } from './service/service-quota';
import { serviceStartImpaired } from './service/service-start-impaired';
import { unknownFailedToStart } from './service/unknown-failed-to-start';
import { diskFull } from './storage/disk-full';
import { volumeEbs } from './storage/volume-ebs';
import { volumeEfs } from './storage/volume-efs';
import { volumeOther } from './storage/volume-other';

/** The causes that an event alone can show. */
export const eventCauses: readonly Cause[] = [
  imageNotFound,
  imageTagNotFound,
  imagePlaceholder,
  imagePullUnauthorized,
  imagePullRateLimited,
  imagePullNetwork,
  imageRegistryHostUnknown,
  imageArchitecture,
  imageReferenceInvalid,
  imagePullOther,
  registryAuthSecret,
  secretNotFound,
  secretAccessDenied,
  secretNetwork,
  secretInvalid,
  secretOther,
  logGroupMissing,
  logDriverAccessDenied,
  logDriverOther,
  logNetwork,
  roleAssume,
  serviceRolePermissions,
  envFileError,
  outOfMemory,
  exitMissingModule,
  exitCommandNotFound,
  exitPermissionDenied,
  exitExecFormat,
  exitApplicationError,
  exitDatabaseMigration,
  exitPortInUse,
  exitPortPrivileged,
  exitKilledSigkill,
  exitSigterm,
  exitSegfault,
  exitAbort,
  exitZeroService,
  elbHealthCheckFailed,
  elbSecurityGroup,
  elbHealthPath,
  elbHealthDependency,
  elbTargetGroupMissing,
  containerHealthCheckFailed,
  containerDependencyFailed,
  startTimeout,
  diskFull,
  volumeEfs,
  volumeEbs,
  volumeOther,
  placementNoCapacity,
  placementNoInstances,
  placementConstraint,
  placementPortInUse,
  fargateCapacity,
  eniTimeout,
  eniLimit,
  eniFailed,
  subnetIpExhausted,
  serviceQuota,
  serviceStartImpaired,
  deploymentCircuitBreaker,
  deploymentConfiguration,
  agentDisconnected,
  awsInternalError,
  unknownFailedToStart,
  other,
  spotInterruption,
  fargateRetirement,
  hostTerminated,
  instanceDraining,
  instanceDeregistered,
  azRebalancing,
  userStopped,
  deploymentReplaced,
  taskFinished,
  deploymentInProgress,
  deploymentCompleted,
  serviceSteady,
];
