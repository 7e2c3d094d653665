import type { Cause, CausePage, Confidence } from '../domain/causes/cause';

/** What ecs-medic says of one recording, for the page of the cause that it found. */
export interface CauseExample {
  readonly id: string;
  /** Where the recording is from. */
  readonly source?: string;
  readonly synthetic: boolean;
  readonly confidence: Confidence;
  readonly summary: string;
  readonly quote?: string;
  /** Where the quote stands: `log of app`. */
  readonly place?: string;
}

const KINDS: Readonly<Record<Cause['kind'], string>> = {
  doomed: 'does not heal by itself',
  transient: 'may heal by itself',
  unknown: 'a general answer: the texts do not say more',
  normal: 'no incident',
};

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The page of a cause in Markdown. */
export function renderCausePage(cause: Cause, page: CausePage, examples: readonly CauseExample[]): string {
  const sections = [
    `# ${capitalised(cause.title)}`,
    `\`${cause.id}\` · group ${cause.group} · ${cause.kind}: ${KINDS[cause.kind]}`,
    `## Meaning\n\n${page.meaning}`,
    `## Impact\n\n${page.impact}`,
    `## Fix\n\n${page.fix.map((step, index) => `${index + 1}. ${step}`).join('\n')}`,
    `## Easily confused with\n\n${page.confusedWith}`,
    ...(examples.length === 0 ? [] : [`## Recorded examples\n\n${examples.map(renderExample).join('\n\n')}`]),
    ...(page.links.length === 0 ? [] : [`## References\n\n${page.links.map((link) => `- <${link}>`).join('\n')}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What the engine says, then the text it read that from. */
function renderExample({ id, source, synthetic, confidence, summary, quote, place }: CauseExample): string {
  const from = source?.replace(/^composed:\s*/, '');
  const origin = [synthetic ? 'composed' : undefined, from].filter((part) => part !== undefined).join(': ');
  const head = `**${inline(id)}** [${confidence}]: ${inline(summary)}${origin === '' ? '' : ` (${inline(origin)})`}`;
  if (quote === undefined) return head;
  return `${head}\n\n${place === undefined ? 'It reads' : `In the ${place}`}:\n\n${fenced(quote)}`;
}

/** Text of others in a line of Markdown: nothing in it is markup. */
const inline = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>|]/g, '\\$&');

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** The index of all pages, group by group. */
export function renderCauseIndex(causes: readonly Cause[]): string {
  const groups = [...new Set(causes.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const rows = causes
      .filter((cause) => cause.group === group)
      .map(({ id, kind, title }) => `| [${id}](${id}.md) | ${kind} | ${inline(title)} |`);
    return `## ${capitalised(group)}\n\n| id | kind | what is wrong |\n|---|---|---|\n${rows.join('\n')}`;
  });
  const kinds = Object.entries(KINDS).map(([kind, meaning]) => `- **${kind}**: ${meaning}`);
  return `# Causes\n\n${causes.length} causes that ecs-medic tells apart. In a terminal: \`ecs-medic explain ID\`.\n\n${kinds.join('\n')}\n\n${sections.join('\n\n')}\n`;
}
