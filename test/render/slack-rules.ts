import type { SlackMessage } from '../../lib/render/slack/blocks';

/** Markup of our own: dates, and links to consoles. */
const OWN =
  /<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\w :]+ UTC>|<https:\/\/[^\s<>|]+\|(?:Log|Task|Tasks|Service|Task definition)>/g;
const INVISIBLE = /[\p{Cc}\p{Cf}]/u;

/** What Slack would refuse in a message, or take for what it is not; empty where it is fine. */
export function faultsOf(message: SlackMessage): readonly string[] {
  const texts = message.blocks.flatMap((block): readonly { readonly text: string; readonly longest: number }[] => {
    if (block.type === 'header') return [{ text: block.text.text, longest: 150 }];
    if (block.type === 'section') return [{ text: block.text?.text ?? '', longest: 3000 }];
    if (block.type === 'context')
      return block.elements.map((one) => ({ text: 'text' in one ? one.text : '', longest: 3000 }));
    return [{ text: '', longest: 0 }];
  });
  const all = [...texts, { text: message.text, longest: 4000 }];
  return [
    ...(JSON.stringify(message).length < 10_000 ? [] : [`${JSON.stringify(message).length} characters of JSON`]),
    ...(message.blocks.length <= 14 ? [] : [`${message.blocks.length} blocks`]),
    ...all.flatMap(({ text, longest }) => [
      ...(text.length <= longest ? [] : [`a text of ${text.length} units`]),
      ...(text.trim() === '' ? ['an empty text'] : []),
      ...(/[<>]/.test(text.replace(OWN, '')) ? [`markup that is not ours: ${text.slice(0, 200)}`] : []),
      ...(/&(?!amp;|lt;|gt;)/.test(text) ? [`half an entity: ${text.slice(0, 200)}`] : []),
      ...(INVISIBLE.test(text.replaceAll('\n', '')) ? ['control or direction characters'] : []),
      ...(/\p{Surrogate}/u.test(text) ? ['half a character'] : []),
      ...((text.match(/```/g) ?? []).length % 2 === 0 ? [] : [`a fence that is not closed: ${text.slice(0, 200)}`]),
      ...(/````/.test(text) ? ['four backticks in a row'] : []),
    ]),
    ...message.blocks.flatMap((block) =>
      block.type === 'section' && block.text?.type === 'mrkdwn' && block.text.verbatim !== true ? ['not verbatim'] : [],
    ),
  ];
}
