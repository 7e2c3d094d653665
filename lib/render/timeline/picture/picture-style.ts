/** One look of the picture. */
interface Look {
  readonly back: string;
  readonly panel: string;
  readonly border: string;
  readonly grid: string;
  readonly tear: string;
  readonly text: string;
  readonly muted: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly busy: string;
  readonly neutral: string;
  /** Of letters on the colours below. */
  readonly letter: string;
  readonly alert: string;
  readonly action: string;
  /** Of causes, in the order of their letters. */
  readonly causes: readonly string[];
}

const LIGHT: Look = {
  back: '#ffffff',
  panel: '#f6f8fa',
  border: '#d1d9e0',
  grid: '#e2e7ec',
  tear: '#d8dee4',
  text: '#1f2328',
  muted: '#59636e',
  good: '#1a7f37',
  bad: '#cf222e',
  warn: '#9a6700',
  busy: '#0969da',
  neutral: '#6e7781',
  letter: '#ffffff',
  alert: '#0969da',
  action: '#8250df',
  causes: ['#bc4c00', '#0550ae', '#8250df', '#a0111f', '#116329', '#7d4e00', '#99286e', '#1b7c83'],
};

const DARK: Look = {
  back: '#0d1117',
  panel: '#161b22',
  border: '#3d444d',
  grid: '#262c34',
  tear: '#343b44',
  text: '#f0f6fc',
  muted: '#9198a1',
  good: '#3fb950',
  bad: '#f85149',
  warn: '#d29922',
  busy: '#4493f8',
  neutral: '#8b949e',
  letter: '#0d1117',
  alert: '#58a6ff',
  action: '#bc8cff',
  causes: ['#ffa657', '#79c0ff', '#d2a8ff', '#ff8182', '#7ee787', '#e3b341', '#ff9bce', '#56d4dd'],
};

const FONTS = "-apple-system,BlinkMacSystemFont,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif";

/** The style of the picture: of nothing else, where it stands in a page. Dark where the reader's screen is. */
export const pictureStyle = (): string =>
  [
    ...[
      `text{font-family:${FONTS}}`,
      '.tl-running,.tl-desired,.tl-until,.tl-icon,.tl-check,.tl-tear,.tl-gap{fill:none}',
      '.tl-running{stroke-width:2}',
      '.tl-desired{stroke-width:1.5;stroke-dasharray:4 3}',
      '.tl-until{stroke-width:2}',
      '.tl-icon,.tl-check{stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}',
    ].map(inPicture),
    ...coloursOf(LIGHT),
    `@media screen and (prefers-color-scheme:dark){${coloursOf(DARK).join('')}}`,
  ].join('');

/** A rule whose every selector is inside the picture. */
const inPicture = (rule: string): string => {
  const [selectors = '', body = ''] = rule.split('{');
  return `${selectors
    .split(',')
    .map((selector) => `.tl-picture ${selector}`)
    .join(',')}{${body}`;
};

const coloursOf = (look: Look): readonly string[] => {
  const outcomes = [
    ['completed', look.good],
    ['failed', look.bad],
    ['rolled-back', look.warn],
    ['in-progress', look.busy],
    ['replaced', look.neutral],
  ];
  return [
    `.tl-text{fill:${look.text}}`,
    `.tl-muted{fill:${look.muted}}`,
    `.tl-letter{fill:${look.letter}}`,
    `.tl-back{fill:${look.back};stroke:${look.border}}`,
    `.tl-panel{fill:${look.panel}}`,
    `.tl-grid{stroke:${look.grid}}`,
    `.tl-tick{stroke:${look.border}}`,
    `.tl-gap{stroke:${look.back}}`,
    `.tl-tear{stroke:${look.tear}}`,
    `.tl-trouble{fill:${look.bad};fill-opacity:0.07}`,
    `.tl-incident{fill:${look.bad};fill-opacity:0.3}`,
    `.tl-incident-over{fill:${look.bad};fill-opacity:0.13}`,
    `.tl-running{stroke:${look.busy}}`,
    `.tl-ran{fill:${look.busy};fill-opacity:0.14}`,
    `.tl-desired{stroke:${look.muted}}`,
    `.tl-missing{fill:${look.bad};fill-opacity:0.22}`,
    `.tl-until{stroke:${look.neutral}}`,
    `.tl-normal{fill:${look.back};stroke:${look.neutral};stroke-width:1.5}`,
    `.tl-bubble{fill:${look.alert}}`,
    `.tl-bubble.tl-over{fill:${look.good}}`,
    `.tl-edit{fill:${look.alert};fill-opacity:0.6}`,
    `.tl-check{stroke:${look.letter}}`,
    `.tl-action{fill:${look.action};stroke:${look.action};stroke-width:1.5}`,
    `.tl-action.tl-hollow{fill:${look.back}}`,
    ...outcomes.flatMap(([outcome, colour]) => [
      `.tl-${outcome}{fill:${colour}}`,
      `.tl-${outcome}.tl-wide{fill-opacity:0.18;stroke:${colour}}`,
      `.tl-icon-${outcome}{stroke:${colour}}`,
    ]),
    ...look.causes.map((colour, index) => `.tl-cause${index}{fill:${colour}}`),
  ].map(inPicture);
};
