import type { NoticeAlert } from '../../domain/incident/alert';
import { cleanText } from '../clean-text';
import type { AlertPart } from './alert-part';
import { commandGroups, OR_WITH_AWS } from './command-groups';

/** What there is to say of a notice: its sentences, then what can be pasted. */
export function noticeParts({ notice: { lines, commands } }: NoticeAlert): readonly AlertPart[] {
  const sentences = lines.map((line) => ({ text: cleanText(line) })).filter(({ text }) => text !== '');
  const { own, aws } = commandGroups(commands);
  return [
    ...(sentences.length === 0 ? [] : [{ name: 'told', label: '', lines: sentences } as const]),
    ...(own.length === 0 ? [] : [commandPart('To paste', own)]),
    ...(aws.length === 0 ? [] : [commandPart(own.length === 0 ? 'To paste' : OR_WITH_AWS, aws)]),
  ];
}

const commandPart = (label: string, code: readonly string[]): AlertPart => ({
  name: 'command',
  label,
  lines: [],
  code,
});
