/**
 * A text of others in a line of Markdown, a table's cell included: nothing in it is markup, a link, a mention, an issue or
 * a formula. The text must be clean: one line, nothing invisible.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\`*_[\]|~:!]/g, '\\$&')
    .replace(/\bwww\./gi, (match) => match.replace('.', '\\.'))
    .replace(/\$/g, '<span>$$</span>')
    // GitHub looks for mentions and issues in the finished text, piece by piece: a comment parts it.
    .replace(/[@#](?=\w)/g, '$&<!-- -->')
    .replace(/\b(gh)-(?=\d)/gi, '$1-<!-- -->');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as code in a table's cell: shown as it is, between more backticks than it has in a row. */
export function markdownCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text.replace(/\|/g, '\\|')}${space}${fence}`;
}

/** Lines as a block of code, in a fence longer than any in them. */
export function markdownBlock(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`{3,}/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}
