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
import { healthRequest } from './health/health-request';
import { listening } from './health/listening';
import { allocationFailed, heapOfMachine } from './memory/heap';
import { kernelMemory } from './memory/kernel-memory';
import { killedWorkers } from './memory/killed-workers';
import { awsAccess } from './roles/aws-access';
import { commandInShell } from './start/command-in-shell';
import { fileDenied } from './start/file-denied';
import { killed } from './start/killed';
import { missingFile } from './start/missing-file';
import { missingScriptModule } from './start/missing-script-module';

/** The detectors that read logs alone, in no order that matters. */
export const logDetectors: readonly Detector[] = [
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
  healthRequest,
  listening,
  kernelMemory,
  heapOfMachine,
  allocationFailed,
  killedWorkers,
  awsAccess,
  commandInShell,
  killed,
  missingFile,
  missingScriptModule,
  fileDenied,
];
