import type { KnownBlock, TextObject } from '@slack/types';
import type { SlackMessage } from '../lib/render/slack/blocks';

/** A page that shows messages as Slack's light theme does, from their real blocks. Width in CSS pixels. */
export function slackPage(messages: readonly ShownMessage[], width: number): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>ecs-medic in Slack</title><style>${STYLE}</style>
<body style="width:${width}px" class="${width < 500 ? 'phone' : 'desktop'}">${messages.map(messageHtml).join('\n')}</body></html>`;
}

export interface ShownMessage extends SlackMessage {
  /** When it was posted, milliseconds since 1970. */
  readonly at: number;
  readonly edited?: boolean;
}

const messageHtml = ({ blocks, at, edited }: ShownMessage): string =>
  `<article><div class="avatar">✚</div><div class="body"><div class="who"><b>ecs-medic</b><span class="app">APP</span><span class="time">${clockOf(at)}</span></div>${blocks.map(blockHtml).join('')}${edited === true ? '<div class="edited">(edited)</div>' : ''}</div></article>`;

function blockHtml(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return `<h2>${emoji(entities(block.text.text))}</h2>`;
    case 'section':
      return block.text === undefined ? '' : `<div class="section">${textHtml(block.text)}</div>`;
    case 'context':
      return `<div class="context">${block.elements.flatMap((one) => ('text' in one ? [textHtml(one)] : [])).join(' ')}</div>`;
    default:
      throw new Error(`this page does not know blocks of type ${block.type}`);
  }
}

const textHtml = ({ type, text }: TextObject): string =>
  type === 'plain_text'
    ? emoji(entities(text))
    : text
        .split(/```\n?/)
        .map(pieceHtml)
        .join('');

/** Every second piece stands between fences. */
const pieceHtml = (piece: string, index: number): string =>
  index % 2 === 1 ? `<pre>${entities(piece.replace(/\n$/, ''))}</pre>` : mrkdwn(piece.replace(/^\n|\n$/g, ''));

/** Links, dates, bold, italic and code of Slack's mrkdwn; entities pass as they are. */
const mrkdwn = (text: string): string =>
  emoji(
    text
      .replace(/<!date\^(\d+)\^[^|>]*\|[^>]*>/g, (_, epoch: string) => `<time>${localTime(Number(epoch))}</time>`)
      .replace(/<(https:[^|>]+)\|([^>]*)>/g, '<a href="$1">$2</a>')
      .replace(/`([^`\n]+)`/g, '<code>$1</code>')
      .replace(/(^|[\s(•])\*([^*\n]+)\*(?=$|[\s.,:;)])/g, '$1<b>$2</b>')
      .replace(/(^|[\s(])_([^_\n]+)_(?=$|[\s.,:;)])/g, '$1<i>$2</i>')
      .replace(/\n/g, '<br>'),
  );

const ZONE = { timeZone: 'Europe/Berlin', hour: 'numeric', minute: '2-digit' } as const;

const clockOf = (at: number): string => new Intl.DateTimeFormat('en-US', ZONE).format(at);

const localTime = (epoch: number): string =>
  new Intl.DateTimeFormat('en-US', { ...ZONE, month: 'short', day: 'numeric' }).format(epoch * 1000);

/** Slack's texts are escaped already; what is not becomes text here. */
const entities = (text: string): string => text.replace(/</g, '&lt;').replace(/>/g, '&gt;');
const emoji = (html: string): string =>
  html.replace(/[\u{1f534}\u{1f7e0}\u{1f7e1}\u{1f535}\u{1f7e2}✅⚪]/gu, '<span class="emoji">$&</span>');

const STYLE = `
*{box-sizing:border-box}body{margin:0;background:#fff;color:#1d1c1d;font:15px/1.46668 Slack-Lato,Lato,'Helvetica Neue',Arial,sans-serif}
article{display:flex;gap:8px;padding:8px 20px}article:first-child{padding-top:16px}article:last-child{padding-bottom:16px}
.phone article{padding:8px 12px}.phone{font-size:16px}
.avatar{flex:none;width:36px;height:36px;border-radius:8px;background:#0b7a75;color:#fff;font:700 22px/36px sans-serif;text-align:center}
.body{flex:1;min-width:0}.who b{font-weight:900}.app{margin:0 6px;padding:1px 3px;border-radius:2px;background:#e8e8e8;color:#616061;font-size:10px;font-weight:700}
.time,.edited{color:#616061;font-size:12px}h2{margin:6px 0 4px;font-size:18px;line-height:1.33;font-weight:900;overflow-wrap:anywhere}
.section{margin:4px 0 8px;overflow-wrap:anywhere}.context{margin:4px 0;color:#616061;font-size:13px;overflow-wrap:anywhere}
pre{margin:4px 0;padding:8px;border:1px solid #ddd;border-radius:4px;background:#f8f8f8;font:12px/1.5 'DejaVu Sans Mono',monospace;white-space:pre-wrap;overflow-wrap:anywhere}
code{padding:2px 3px;border:1px solid #ddd;border-radius:3px;background:#f8f8f8;color:#e01e5a;font:12px 'DejaVu Sans Mono',monospace}
a{color:#1264a3;text-decoration:none}i{font-style:italic;color:inherit}.emoji{font-family:'Noto Color Emoji'}
`;
