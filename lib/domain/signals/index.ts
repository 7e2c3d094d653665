import { applicationError } from './application/application-error';
import { awsRegion } from './configuration/aws-region';
import { dotnetNullSetting, dotnetSettings } from './configuration/dotnet';
import { elixirSettings } from './configuration/elixir';
import { goDotenv, goEnv, goSettings } from './configuration/go';
import { dropwizardSettings, jvmSettings } from './configuration/jvm';
import { knownImages, serverConfiguration } from './configuration/known-images';
import { listedChecks } from './configuration/listed-checks';
import { namedChecks } from './configuration/named-checks';
import { nodeLibraryKeys } from './configuration/node-libraries';
import { joiSettings, nodeSettingLibraries } from './configuration/node-validators';
import { zodSettings } from './configuration/node-zod';
import { phpDotenv, phpSettings } from './configuration/php';
import { plainChecks } from './configuration/plain-checks';
import {
  djangoSettings,
  pythonEnvironKeyError,
  pythonEnvironNone,
  pythonSettingLibraries,
} from './configuration/python-environ';
import { pydanticSettings } from './configuration/python-pydantic';
import { rubyFetch, rubySettings } from './configuration/ruby';
import { rustClap, rustMissingField, rustNotPresent, rustSettings } from './configuration/rust';
import { shellVariable } from './configuration/shell';
import { springBinding, springOther, springPlaceholder } from './configuration/spring';
import { unnamedChecks } from './configuration/unnamed-checks';
import { databaseAuth } from './dependencies/database-auth';
import { databaseMigration } from './dependencies/database-migration';
import { unreachableDependency } from './dependencies/unreachable';
import type { Detector } from './detector';
import { containerDependency, startTimeout } from './health/container-start';
import { healthCommand } from './health/health-command';
import { healthRequest } from './health/health-request';
import { listening } from './health/listening';
import { loadBalancerCheck, targetGroupMissing } from './health/load-balancer-check';
import { otherChecks } from './health/other-checks';
import { imagePull } from './image/image-pull';
import { registryAuth } from './image/registry-auth';
import { logDriver } from './logging/log-driver';
import { containerMemory, kernelMemory } from './memory/container-memory';
import { allocationFailed, heapOfMachine } from './memory/heap';
import { killedWorkers } from './memory/killed-workers';
import { networkInterface, subnetFull } from './network/network-interface';
import { plannedStop } from './normal/planned-stop';
import { serviceProgress, steadyState } from './normal/service-progress';
import { stopCode } from './normal/stop-code';
import { agent } from './placement/agent';
import { placement } from './placement/placement';
import { awsAccess } from './roles/aws-access';
import { environmentFile } from './roles/environment-file';
import { roleAssumption } from './roles/role-assumption';
import { serviceRole } from './roles/service-role';
import { secretFetch } from './secrets/secret-fetch';
import { deploymentBlocked, deploymentFailed } from './service/deployment';
import { limits } from './service/limits';
import { awsInternal, failedToStart, startImpaired } from './service/start';
import { commandAtStart, commandInShell } from './start/command-not-found';
import { crash } from './start/crash';
import { execFormat } from './start/exec-format';
import { killed } from './start/killed';
import { missingFile } from './start/missing-file';
import { missingLibrary, missingScriptModule } from './start/missing-module';
import { executeDenied, fileDenied } from './start/permission-denied';
import { portInUse, portPrivileged } from './start/ports';
import { diskFull } from './storage/disk-full';
import { ebsVolume, efsVolume, otherVolume } from './storage/volume';

/** Every detector, in no order that matters. */
export const detectors: readonly Detector[] = [
  applicationError,
  awsRegion,
  dotnetNullSetting,
  dotnetSettings,
  elixirSettings,
  goEnv,
  goSettings,
  goDotenv,
  jvmSettings,
  dropwizardSettings,
  knownImages,
  serverConfiguration,
  listedChecks,
  namedChecks,
  nodeLibraryKeys,
  joiSettings,
  nodeSettingLibraries,
  zodSettings,
  phpSettings,
  phpDotenv,
  plainChecks,
  pythonEnvironKeyError,
  pythonEnvironNone,
  djangoSettings,
  pythonSettingLibraries,
  pydanticSettings,
  rubyFetch,
  rubySettings,
  rustNotPresent,
  rustMissingField,
  rustSettings,
  rustClap,
  shellVariable,
  springPlaceholder,
  springBinding,
  springOther,
  unnamedChecks,
  databaseAuth,
  databaseMigration,
  unreachableDependency,
  containerDependency,
  startTimeout,
  healthCommand,
  healthRequest,
  listening,
  loadBalancerCheck,
  targetGroupMissing,
  otherChecks,
  imagePull,
  registryAuth,
  logDriver,
  containerMemory,
  kernelMemory,
  heapOfMachine,
  allocationFailed,
  killedWorkers,
  networkInterface,
  subnetFull,
  plannedStop,
  serviceProgress,
  steadyState,
  stopCode,
  agent,
  placement,
  awsAccess,
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
  commandInShell,
  crash,
  execFormat,
  killed,
  missingFile,
  missingScriptModule,
  missingLibrary,
  executeDenied,
  fileDenied,
  portInUse,
  portPrivileged,
  diskFull,
  efsVolume,
  ebsVolume,
  otherVolume,
];
