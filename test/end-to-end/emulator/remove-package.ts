import { rmSync } from 'node:fs';
import { packageFolder } from './package-stack';

/** Jest calls this after the last test file. */
export default function removePackage(): void {
  rmSync(packageFolder(), { recursive: true, force: true });
}
