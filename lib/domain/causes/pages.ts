import type { CausePage } from './cause';
import type { CauseId } from './cause-id';
import { page as exitAbort } from './exit/exit-abort';
import { page as exitApplicationError } from './exit/exit-application-error';
import { page as exitCommandNotFound } from './exit/exit-command-not-found';
import { page as exitDatabaseAuth } from './exit/exit-database-auth';
import { page as exitDatabaseMigration } from './exit/exit-database-migration';
import { page as exitDependencyUnreachable } from './exit/exit-dependency-unreachable';
import { page as exitExecFormat } from './exit/exit-exec-format';
import { page as exitKilledSigkill } from './exit/exit-killed-sigkill';
import { page as exitMissingConfiguration } from './exit/exit-missing-configuration';
import { page as exitMissingFile } from './exit/exit-missing-file';
import { page as exitMissingModule } from './exit/exit-missing-module';
import { page as exitPermissionDenied } from './exit/exit-permission-denied';
import { page as exitPortInUse } from './exit/exit-port-in-use';
import { page as exitPortPrivileged } from './exit/exit-port-privileged';
import { page as exitSegfault } from './exit/exit-segfault';
import { page as exitSigterm } from './exit/exit-sigterm';
import { page as exitZeroService } from './exit/exit-zero-service';
import { page as containerDependencyFailed } from './health/container-dependency-failed';
import { page as containerHealthCheckFailed } from './health/container-health-check-failed';
import { page as elbHealthCheckFailed } from './health/elb-health-check-failed';
import { page as elbHealthDependency } from './health/elb-health-dependency';
import { page as elbHealthPath } from './health/elb-health-path';
import { page as elbPortMismatch } from './health/elb-port-mismatch';
import { page as elbSecurityGroup } from './health/elb-security-group';
import { page as elbTargetGroupMissing } from './health/elb-target-group-missing';
import { page as healthCheckGraceTooShort } from './health/health-check-grace-too-short';
import { page as startTimeout } from './health/start-timeout';
import { page as imageArchitecture } from './image/image-architecture';
import { page as imageNotFound } from './image/image-not-found';
import { page as imagePlaceholder } from './image/image-placeholder';
import { page as imagePullNetwork } from './image/image-pull-network';
import { page as imagePullOther } from './image/image-pull-other';
import { page as imagePullRateLimited } from './image/image-pull-rate-limited';
import { page as imagePullUnauthorized } from './image/image-pull-unauthorized';
import { page as imageReferenceInvalid } from './image/image-reference-invalid';
import { page as imageRegistryHostUnknown } from './image/image-registry-host-unknown';
import { page as imageTagNotFound } from './image/image-tag-not-found';
import { page as registryAuthSecret } from './image/registry-auth-secret';
import { page as logDriverAccessDenied } from './logging/log-driver-access-denied';
import { page as logDriverOther } from './logging/log-driver-other';
import { page as logGroupMissing } from './logging/log-group-missing';
import { page as logNetwork } from './logging/log-network';
import { page as outOfMemory } from './memory/out-of-memory';
import { page as eniFailed } from './network/eni-failed';
import { page as eniLimit } from './network/eni-limit';
import { page as eniTimeout } from './network/eni-timeout';
import { page as subnetIpExhausted } from './network/subnet-ip-exhausted';
import { page as azRebalancing } from './normal/az-rebalancing';
import { page as deploymentCompleted } from './normal/deployment-completed';
import { page as deploymentInProgress } from './normal/deployment-in-progress';
import { page as deploymentReplaced } from './normal/deployment-replaced';
import { page as fargateRetirement } from './normal/fargate-retirement';
import { page as hostTerminated } from './normal/host-terminated';
import { page as instanceDeregistered } from './normal/instance-deregistered';
import { page as instanceDraining } from './normal/instance-draining';
import { page as scaleIn } from './normal/scale-in';
import { page as serviceSteady } from './normal/service-steady';
import { page as spotInterruption } from './normal/spot-interruption';
import { page as taskFinished } from './normal/task-finished';
import { page as userStopped } from './normal/user-stopped';
import { page as fargateCapacity } from './placement/fargate-capacity';
import { page as placementConstraint } from './placement/placement-constraint';
import { page as placementNoCapacity } from './placement/placement-no-capacity';
import { page as placementNoInstances } from './placement/placement-no-instances';
import { page as placementPortInUse } from './placement/placement-port-in-use';
import { page as envFileError } from './roles/env-file-error';
import { page as roleAssume } from './roles/role-assume';
import { page as serviceRolePermissions } from './roles/service-role-permissions';
import { page as taskRoleAccessDenied } from './roles/task-role-access-denied';
import { page as secretAccessDenied } from './secrets/secret-access-denied';
import { page as secretInvalid } from './secrets/secret-invalid';
import { page as secretNetwork } from './secrets/secret-network';
import { page as secretNotFound } from './secrets/secret-not-found';
import { page as secretOther } from './secrets/secret-other';
import { page as agentDisconnected } from './service/agent-disconnected';
import { page as awsInternalError } from './service/aws-internal-error';
import { page as deploymentCircuitBreaker } from './service/deployment-circuit-breaker';
import { page as deploymentConfiguration } from './service/deployment-configuration';
import { page as other } from './service/other';
import { page as serviceQuota } from './service/service-quota';
import { page as serviceStartImpaired } from './service/service-start-impaired';
import { page as unknownFailedToStart } from './service/unknown-failed-to-start';
import { page as diskFull } from './storage/disk-full';
import { page as volumeEbs } from './storage/volume-ebs';
import { page as volumeEfs } from './storage/volume-efs';
import { page as volumeOther } from './storage/volume-other';

/** The page of every cause. Only commands and generators import this: it is no part of what runs in a Lambda. */
export const pages: Readonly<Record<CauseId, CausePage>> = {
  'image-not-found': imageNotFound,
  'image-tag-not-found': imageTagNotFound,
  'image-placeholder': imagePlaceholder,
  'image-pull-unauthorized': imagePullUnauthorized,
  'image-pull-rate-limited': imagePullRateLimited,
  'image-pull-network': imagePullNetwork,
  'image-registry-host-unknown': imageRegistryHostUnknown,
  'image-architecture': imageArchitecture,
  'image-reference-invalid': imageReferenceInvalid,
  'image-pull-other': imagePullOther,
  'registry-auth-secret': registryAuthSecret,
  'secret-not-found': secretNotFound,
  'secret-access-denied': secretAccessDenied,
  'secret-network': secretNetwork,
  'secret-invalid': secretInvalid,
  'secret-other': secretOther,
  'log-group-missing': logGroupMissing,
  'log-driver-access-denied': logDriverAccessDenied,
  'log-driver-other': logDriverOther,
  'log-network': logNetwork,
  'role-assume': roleAssume,
  'task-role-access-denied': taskRoleAccessDenied,
  'service-role-permissions': serviceRolePermissions,
  'env-file-error': envFileError,
  'out-of-memory': outOfMemory,
  'exit-missing-configuration': exitMissingConfiguration,
  'exit-missing-file': exitMissingFile,
  'exit-missing-module': exitMissingModule,
  'exit-command-not-found': exitCommandNotFound,
  'exit-permission-denied': exitPermissionDenied,
  'exit-exec-format': exitExecFormat,
  'exit-application-error': exitApplicationError,
  'exit-dependency-unreachable': exitDependencyUnreachable,
  'exit-database-auth': exitDatabaseAuth,
  'exit-database-migration': exitDatabaseMigration,
  'exit-port-in-use': exitPortInUse,
  'exit-port-privileged': exitPortPrivileged,
  'exit-killed-sigkill': exitKilledSigkill,
  'exit-sigterm': exitSigterm,
  'exit-segfault': exitSegfault,
  'exit-abort': exitAbort,
  'exit-zero-service': exitZeroService,
  'elb-health-check-failed': elbHealthCheckFailed,
  'elb-port-mismatch': elbPortMismatch,
  'elb-security-group': elbSecurityGroup,
  'elb-health-path': elbHealthPath,
  'elb-health-dependency': elbHealthDependency,
  'elb-target-group-missing': elbTargetGroupMissing,
  'container-health-check-failed': containerHealthCheckFailed,
  'health-check-grace-too-short': healthCheckGraceTooShort,
  'container-dependency-failed': containerDependencyFailed,
  'start-timeout': startTimeout,
  'disk-full': diskFull,
  'volume-efs': volumeEfs,
  'volume-ebs': volumeEbs,
  'volume-other': volumeOther,
  'placement-no-capacity': placementNoCapacity,
  'placement-no-instances': placementNoInstances,
  'placement-constraint': placementConstraint,
  'placement-port-in-use': placementPortInUse,
  'fargate-capacity': fargateCapacity,
  'eni-timeout': eniTimeout,
  'eni-limit': eniLimit,
  'eni-failed': eniFailed,
  'subnet-ip-exhausted': subnetIpExhausted,
  'service-quota': serviceQuota,
  'service-start-impaired': serviceStartImpaired,
  'deployment-circuit-breaker': deploymentCircuitBreaker,
  'deployment-configuration': deploymentConfiguration,
  'agent-disconnected': agentDisconnected,
  'aws-internal-error': awsInternalError,
  'unknown-failed-to-start': unknownFailedToStart,
  other: other,
  'spot-interruption': spotInterruption,
  'fargate-retirement': fargateRetirement,
  'host-terminated': hostTerminated,
  'instance-draining': instanceDraining,
  'instance-deregistered': instanceDeregistered,
  'az-rebalancing': azRebalancing,
  'user-stopped': userStopped,
  'scale-in': scaleIn,
  'deployment-replaced': deploymentReplaced,
  'task-finished': taskFinished,
  'deployment-in-progress': deploymentInProgress,
  'deployment-completed': deploymentCompleted,
  'service-steady': serviceSteady,
};
