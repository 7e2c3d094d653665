import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium';

/** Before all tests: where no browser is installed, one is, if that can be done here. */
export default function provideChromium(): void {
  if (findChromium() !== undefined) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && runs('apt-get', '--version')) {
    console.log('There is no Chromium here: apt-get installs it.');
    runs('apt-get', 'update', '-qq');
    runs('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  }
  if (findChromium() === undefined)
    throw new Error(
      'these tests need Chromium or Chrome: install it (apt-get install chromium, brew install --cask chromium), or name ' +
        'its program in the environment variable CHROMIUM',
    );
}

const runs = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0;
