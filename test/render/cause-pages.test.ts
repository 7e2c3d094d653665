import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCausePage } from '../../lib/render/cause-page';
import { causePages } from '../../scripts/cause-pages';
import { missingConfiguration } from './example-story';

const FOLDER = join('docs', 'causes');

describe('docs/causes', () => {
  it('holds the pages that the causes and their recordings give, and no others', async () => {
    const pages = await causePages('events');
    const onDisk = new Map(readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]));
    const outdated = [...new Set([...pages.keys(), ...onDisk.keys()])]
      .filter((file) => pages.get(file) !== onDisk.get(file))
      .map((file) => `${join(FOLDER, file)} is out of date: run npm run docs`);
    expect(outdated).toEqual([]);
  }, 60_000);
});

describe('the page of a cause', () => {
  const page = {
    meaning: 'It means `this`.',
    impact: 'It breaks that.',
    fix: ['First do one thing.', 'Then another.'],
    confusedWith: '`exit-application-error`: there no name stands.',
    links: ['https://docs.example.com/page'],
  };

  it('has every section, in the order in which a reader needs them', () => {
    const headings = renderCausePage(missingConfiguration, page, [
      {
        id: 'a-case',
        synthetic: false,
        confidence: 'certain',
        summary: 'SECRET_KEY is missing.',
        quote: "KeyError: 'SECRET_KEY'",
        place: 'log of app',
      },
    ]).match(/^#.*$/gm);
    expect(headings).toEqual([
      '# Configuration is missing or invalid',
      '## Meaning',
      '## Impact',
      '## Fix',
      '## Easily confused with',
      '## Recorded examples',
      '## References',
    ]);
  });

  it('numbers the steps of the fix and names kind and group', () => {
    const text = renderCausePage(missingConfiguration, page, []);
    expect(text).toContain('1. First do one thing.\n2. Then another.');
    expect(text).toContain('`exit-missing-configuration` · group exit · doomed: does not heal by itself');
    expect(text).not.toContain('Recorded examples');
  });

  it('shows a recorded text as text, whatever markup stands in it', () => {
    const text = renderCausePage(missingConfiguration, page, [
      {
        id: 'x',
        source: 'a](http://evil) <b>',
        synthetic: true,
        confidence: 'likely',
        summary: 'KEY_ONE *is* missing.',
        quote: '```\n# not a heading',
      },
    ]);
    expect(text).toContain('(composed: a\\](http://evil) \\<b\\>)');
    expect(text).toContain('[likely]: KEY\\_ONE \\*is\\* missing. (composed');
    expect(text).toContain('````text\n```\n# not a heading\n````');
  });
});
