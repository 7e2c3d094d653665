import { colourPaint, plainPaint, type Screen } from '../render/terminal/paint';

export type ColourChoice = 'auto' | 'always' | 'never';

const NARROWEST = 40;
const WIDEST = 120;
const USUAL = 80;

interface Output {
  readonly columns?: number;
  readonly isTTY?: boolean;
}

/** How wide text may be, and whether in colour: the option, then NO_COLOR, FORCE_COLOR, then whether it is a terminal. */
export function screenOf(stdout: Output, env: NodeJS.ProcessEnv, colour: ColourChoice): Screen {
  const columns = stdout.columns || Number.parseInt(env['COLUMNS'] ?? '', 10) || USUAL;
  return {
    width: Math.max(NARROWEST, Math.min(WIDEST, columns)),
    paint: wantsColour(stdout, env, colour) ? colourPaint : plainPaint,
  };
}

function wantsColour(stdout: Output, env: NodeJS.ProcessEnv, colour: ColourChoice): boolean {
  if (colour !== 'auto') return colour === 'always';
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}
