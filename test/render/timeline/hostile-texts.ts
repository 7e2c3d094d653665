/** Texts that somebody could write into a log, a reason, a tag or a name, to be shown by us. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'a script': '<script>globalThis.hit("script")</script>',
  'an image': '<img src=x onerror=globalThis.hit("image")><img src="http://192.0.2.1/pixel">',
  'a way out of an attribute': '"\' autofocus onfocus=globalThis.hit("focus") x="',
  'a way out of the script': '</script><script>globalThis.hit("out")</script><!--',
  'a way out of the style': '</style><style>@import url("http://192.0.2.1/x.css");</style>',
  'a way out of the title': '</title></head><body onload=globalThis.hit("load")><iframe src="javascript:hit(1)">',
  'a picture of its own':
    '</text></svg><svg onload=globalThis.hit("svg")><foreignObject><a href="javascript:hit(2)">x</a>',
  'the end of a CDATA section': ']]><script>globalThis.hit("cdata")</script><![CDATA[',
  'an entity': '&lt;script&gt;&#x3c;img src=x&#x3e; &nbsp;&amp;',
  'a link':
    'javascript:globalThis.hit("link") [click](javascript:globalThis.hit("md")) <http://192.0.2.1/> www.example.com',
  'an image of Markdown': '![x](http://192.0.2.1/pixel.png) ![y][z]\n\n[z]: http://192.0.2.1/y.png',
  'a table of Markdown': 'a | b | c |\n| --- | --- |\n| **bold** | `code` ~~gone~~ $x^2$ |',
  'a fence': '```\n```mermaid\ngraph TD; A-->B\n```\n````` `',
  'a mention': '@everyone @octocat #1 GH-1 :tada: fixes #2',
  'Mermaid of its own':
    '%%{init: {"securityLevel":"loose"}}%%\n  click a href "javascript:hit(3)" :crit, a; section x # title y',
  'a directive of Mermaid': '---\nconfig:\n  theme: dark\n---\nend %% comment ;#quot; :milestone, 2026-01-01, 0s',
  'escapes of a terminal': '\u001b[31mred\u001b[0m \u001b]0;owned\u0007 \u009b2J \u001b]8;;http://192.0.2.1\u0007link',
  directions: '\u202etxet desrever\u202c \u2066isolated\u2069 \u200f\u061cright',
  'what shows as nothing': 'pass\u200bword\u2060\ufeff\u00ad\u{e0041}\u3164\u0000\u0008\u007f',
  'half a character': 'a\ud83d b\udc00 c\ufffe\uffff',
  'a tower of marks': `Z${'\u0301\u0316'.repeat(300)}`,
  'a very long word': 'W'.repeat(5000),
  'a very long line': 'many words '.repeat(2000),
  'other directions and scripts': 'خطأ في الحاوية שגיאה 容器错误 ไม่สามารถเริ่มได้ 🚀👩‍👩‍👧‍👦',
  'a name of an object': '__proto__ constructor toString',
  'a template': '{{7*7}} ${globalThis.hit("template")} <%= 7 %> $& $1 $`',
};
