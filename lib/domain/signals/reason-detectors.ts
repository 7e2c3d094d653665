import type { Detector } from './detector';
import { containerDependency, startTimeout } from './health/container-start';
import { healthCommand } from './health/health-command';
import { loadBalancerCheck, targetGroupMissing } from './health/load-balancer-check';
import { otherChecks } from './health/other-checks';
import { imagePull } from './image/image-pull';
import { registryAuth } from './image/registry-auth';
import { logDriver } from './logging/log-driver';
import { containerMemory } from './memory/container-memory';
import { networkInterface, subnetFull } from './network/network-interface';
import { plannedStop } from './normal/planned-stop';
import { serviceProgress, steadyState } from './normal/service-progress';
import { stopCode } from './normal/stop-code';
import { agent } from './placement/agent';
import { placement } from './placement/placement';
import { environmentFile } from './roles/environment-file';
import { roleAssumption } from './roles/role-assumption';
import { serviceRole } from './roles/service-role';
import { secretFetch } from './secrets/secret-fetch';
import { deploymentBlocked, deploymentFailed } from './service/deployment';
import { limits } from './service/limits';
import { awsInternal, failedToStart, startImpaired } from './service/start';
import { commandAtStart } from './start/command-at-start';
import { crash } from './start/crash';
import { execFormat } from './start/exec-format';
import { executeDenied } from './start/execute-denied';
import { missingLibrary } from './start/missing-library';
import { portInUse, portPrivileged } from './start/ports';
import { diskFull } from './storage/disk-full';
import { ebsVolume, efsVolume, otherVolume } from './storage/volume';

/** The detectors that read what ECS says (reasons and messages; some read logs too), in no order that matters. */
export const reasonDetectors: readonly Detector[] = [
  containerDependency,
  startTimeout,
  healthCommand,
  loadBalancerCheck,
  targetGroupMissing,
  otherChecks,
  imagePull,
  registryAuth,
  logDriver,
  containerMemory,
  networkInterface,
  subnetFull,
  plannedStop,
  serviceProgress,
  steadyState,
  stopCode,
  agent,
  placement,
  environmentFile,
  roleAssumption,
  serviceRole,
  secretFetch,
  deploymentFailed,
  deploymentBlocked,
  limits,
  startImpaired,
  failedToStart,
  awsInternal,
  commandAtStart,
  crash,
  execFormat,
  missingLibrary,
  executeDenied,
  portInUse,
  portPrivileged,
  diskFull,
  efsVolume,
  ebsVolume,
  otherVolume,
];
