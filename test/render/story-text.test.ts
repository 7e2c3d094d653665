import { cellsOf } from '../../lib/render/terminal/cells';
import { colourPaint, plainPaint } from '../../lib/render/terminal/paint';
import { storyText } from '../../lib/render/terminal/story-text';
import { entryOf, missingSettings, storyOf } from './example-story';

const screen = { width: 80, paint: plainPaint };
const text = (width = 80, why = false) =>
  storyText({ width, paint: plainPaint }, storyOf(entryOf(missingSettings)), { why, heading: true });

describe('a told diagnosis', () => {
  it('goes from what broke over the proof and the change to what to do and what is not known', () => {
    const labels = text()
      .split('\n')
      .flatMap((line) => /^ {2}(because|proof|changed|checked|do now|or else|not seen) /.exec(line)?.[1] ?? []);
    expect(labels).toEqual(['because', 'proof', 'changed', 'checked', 'do now', 'or else', 'not seen']);
  });

  it('shows the chain from the symptom to the root', () => {
    expect(text(120)).toContain('exit code 1 ← SECRET_KEY is missing ← revision 6 dropped it from secrets');
  });

  it('shows the blamed change first, then a handful of the others', () => {
    const lines = text()
      .split('\n')
      .map((line) => line.trim());
    const from = lines.findIndex((line) => line.startsWith('changed'));
    expect(lines[from]).toBe('changed   since revision 5, the last that was good');
    expect(lines[from + 1]).toBe('▸ SECRET_KEY removed from secrets of app-container');
    expect(lines).toContain('and 2 more');
    expect(lines.join('\n')).not.toContain('A5 added');
  });

  it('says where each quote stands', () => {
    expect(text()).toContain('proof     log of app-container\n            │ 3 validation errors for Settings');
  });

  it('names the permission that is missing', () => {
    expect(text(120)).toContain('add elasticloadbalancing:DescribeTargetHealth');
  });

  it('breaks a command before an option, with a backslash, so that it can be pasted', () => {
    expect(text()).toContain(
      "$ aws ecs describe-task-definition --task-definition myapp:5 \\\n                --query 'taskDefinition.containerDefinitions[].secrets'",
    );
  });

  it.each([40, 60, 80, 120])('fits into %i cells, save commands', (width) => {
    const long = text(width, true)
      .split('\n')
      .filter((line) => cellsOf(line) > width && !line.includes('--'));
    expect(long.filter((line) => !line.includes("'taskDefinition"))).toEqual([]);
  });

  it('says the same with colour as without', () => {
    const coloured = storyText({ width: 80, paint: colourPaint }, storyOf(entryOf(missingSettings)), {
      why: true,
      heading: true,
    });
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text(80, true));
    expect(coloured).toContain('\u001b[31m');
  });

  it('shows with --why the signal, its place and the rule that found it', () => {
    expect(text(120, true)).toContain('missing-setting found by pydantic-settings in log of app-container, line 5');
    expect(text(120, true)).toContain('2 exit-application-error [possible] app-container exited with code 1.');
  });
});

describe('entries that are not told in full', () => {
  const see = {
    at: Date.UTC(2026, 0, 14, 10, 42),
    title: 'configuration is missing or invalid',
    causeId: 'exit-missing-configuration',
  } as const;

  it('are one line: normal life, what is told already, and what an earlier entry explains', () => {
    const normal = {
      ...missingSettings,
      cause: { ...missingSettings.cause, kind: 'normal' as const },
      summary: 'The deployment completed.',
    };
    const breaker = {
      ...missingSettings,
      cause: { ...missingSettings.cause, kind: 'unknown' as const, title: 'the deployment failed' },
    };
    const lines = storyText(
      { width: 120, paint: plainPaint },
      storyOf(
        entryOf(normal, { manner: 'normal', count: 1 }),
        entryOf(missingSettings, { manner: 'again', see }),
        entryOf(breaker, { manner: 'refers', see, unit: 'event', count: 1, at: Date.UTC(2026, 0, 15, 8) }),
      ),
      { why: false, heading: false },
    ).split('\n');
    expect(lines).toContain('10:42 · myapp (production): The deployment completed.');
    expect(lines).toContain(
      '10:42 ✖ myapp (production): again: configuration is missing or invalid (3 stops), as told at 10:42',
    );
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(
      '08:00 ? myapp (production): the deployment failed, because configuration is missing or invalid, as told on Wed 14 Jan 2026 at 10:42',
    );
  });

  it('do not name the service twice', () => {
    const normal = {
      ...missingSettings,
      cause: { ...missingSettings.cause, kind: 'normal' as const },
      summary: 'The deployment of service myapp completed.',
    };
    const story = storyOf(entryOf(normal, { manner: 'normal', count: 1 }));
    expect(storyText(screen, story, { why: false, heading: false }).split('\n')).toContain(
      '10:42 · The deployment of service myapp completed.',
    );
  });

  it('leave a world without any with one sentence', () => {
    const empty = { ...storyOf(), id: 'calm' };
    expect(storyText(screen, empty, { why: false, heading: false })).toContain(
      '✓ Nothing is wrong that can be seen here.',
    );
    expect(storyText(screen, { ...empty, unexplained: 2 }, { why: false, heading: false })).toContain(
      '2 stops: nothing explains it.',
    );
  });
});
