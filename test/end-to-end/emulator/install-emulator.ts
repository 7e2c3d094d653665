import { installPackage } from './install-package';

/** Installs the emulator into a folder of this project, if it is not there yet. Answers the Python that runs it. */
export const installEmulator = (): string => installPackage('ministack', '1.5.33').python;
