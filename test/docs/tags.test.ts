import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOurTag, readActionTags } from '../../lib/domain/action/action-tags';
import { readScheduleTags } from '../../lib/domain/schedule/read-schedule';

/** How each language writes a tag of a service: its name, then its value. */
const FORMS: Readonly<Record<string, RegExp>> = {
  hcl: /"([\w:-]+)"\s*=\s*"([^"]*)"/g,
  yaml: /Key: "([^"]+)", Value: "?([^"}]*[^"} ])/g,
  ts: /\.add\('([^']+)', '([^']+)'\)/g,
  sh: /\bkey=([^,\s]+),value=([^'\n]*?)(?='|\n| key=|$)/g,
};

const examplesOf = (page: string): readonly (readonly [form: string, tag: string, value: string])[] => {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return Object.entries(FORMS).flatMap(([form, pattern]) =>
    blocks
      .filter(([, kind]) => kind === form)
      .flatMap(([, , block = '']) => [...block.matchAll(pattern)])
      .map(([, tag = '', value = '']) => [form, tag, value] as const),
  );
};

describe.each(['actions.md', 'schedules.md'])('the tags in the examples of %s', (page) => {
  const examples = examplesOf(page);

  it('are shown for Terraform, CloudFormation, CDK and the AWS CLI', () => {
    expect([...new Set(examples.map(([form]) => form))].sort()).toEqual(Object.keys(FORMS).sort());
  });

  it.each(examples)('%s: %s=%s is a tag of ours that can be read', (_, tag, value) => {
    const tags = new Map([[tag, value]]);
    expect(isOurTag(tag)).toBe(true);
    expect(readActionTags(tags).problems).toEqual([]);
    expect(readScheduleTags(tags).state).not.toBe('unreadable');
    // What a tag of an ECS service may hold.
    expect(`${tag}${value}`).toMatch(/^[\p{L}\p{N} +\-=._:/@]+$/u);
  });
});
