import { spawnSync } from 'node:child_process';
import { installPackage } from './install-package';

/** The folder of an AWS CLI, where this machine has none; undefined where it has one. */
export const awsCliFolder = (): string | undefined =>
  spawnSync('aws', ['--version']).status === 0 ? undefined : installPackage('awscli', '1.45.11').commands;
