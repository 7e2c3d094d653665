import fc from 'fast-check';
import type { DiagnosisRecord } from '../../lib/domain/diagnosis/diagnosis-record';
import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { escapeSlack, inlineCode, preformatted, slackTime } from '../../lib/render/slack/escape-slack';
import { slackMessage } from '../../lib/render/slack/slack-message';
import { stormDigest } from '../../lib/render/slack/storm-digest';
import { threadReply } from '../../lib/render/slack/thread-reply';
import { topicMessage } from '../../lib/render/topic-message';
import { alertOf, baseline, ended, variantsOf, withView } from './alert-variants';
import { faultsOf } from './slack-rules';

describe('a text of the world in Slack', () => {
  it('has exactly the three characters escaped, once', () => {
    expect(escapeSlack('a & b < c > d &lt; "e"')).toBe('a &amp; b &lt; c &gt; d &amp;lt; "e"');
  });

  it.each(['<!channel>', '<!here>', '<@U123>', '<#C123>', '<!subteam^S1>', '<https://evil|ok>'])(
    'cannot be %s',
    (text) => {
      expect(escapeSlack(text)).not.toMatch(/[<>]/);
    },
  );

  it('is cut between characters and never within an entity', () => {
    expect(escapeSlack('&&&&', 12)).toBe('&amp;&amp;…');
    expect(escapeSlack('&&&&', 11)).toBe('&amp;&amp;…');
    expect(escapeSlack('&&&&', 10)).toBe('&amp;…');
    expect(escapeSlack('😀😀😀', 4)).toBe('😀…');
    expect(escapeSlack('&&', 10)).toBe('&amp;&amp;');
  });

  it('loses what steers the direction of a text, a terminal or the eye', () => {
    expect(escapeSlack('abc\u202edcba\u2066\u200b\u001b[31m\u0007\ufeff')).toBe('abcdcba[31m');
    expect(escapeSlack('a\r\nb\u2028c\td')).toBe('a b c d');
    expect(escapeSlack(`Z${'\u0301'.repeat(500)}algo`)).toBe(`Z${'\u0301'.repeat(4)}algo`);
    expect(escapeSlack('half \ud83d')).toBe('half \ufffd');
  });

  it('ends no code with backticks of its own', () => {
    expect(inlineCode('a`b', 20)).toBe("`a'b`");
    expect(preformatted(['x ``` y', '`````', 'a ` b'], 200)).toBe('```\nx ``\u202f` y\n``\u202f``\u202f`\na ` b\n```');
  });

  it('keeps the fences of a block that is cut', () => {
    const block = preformatted(['<'.repeat(100), 'second'], 60);
    expect(block.length).toBeLessThanOrEqual(60);
    expect(block).toMatch(/^```\n(?:&lt;)+…\n```$/);
  });
});

describe('a time', () => {
  it('is shown by the clock of the reader, else in UTC', () => {
    expect(slackTime(1_794_218_700_500, '9 Nov 2026 10:05 UTC')).toBe(
      '<!date^1794218700^{date_short_pretty} {time}|9 Nov 2026 10:05 UTC>',
    );
  });
});

const blocksText = (message: { readonly blocks: readonly unknown[] }) => JSON.stringify(message.blocks);

describe('the message of an alert', () => {
  let port: IncidentAlert;
  let tag: IncidentAlert;

  beforeAll(async () => {
    port = await alertOf('elb-port-mismatch/composed-flask-bound-to-loopback.json');
    tag = await alertOf('image-tag-not-found/agent-422-owncloud-latest.json');
  }, 60_000);

  it('goes from what broke over why and the proof to what to do and where to look', () => {
    const texts = slackMessage(port).blocks.map((block) => JSON.stringify(block));
    const places = ['"header"', 'Critical', '*Why*', '*Proof*', '*Do now*', '|Task>', 'explain elb-port-mismatch'].map(
      (part) => texts.findIndex((text) => text.includes(part)),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('says the severity by picture and by word', () => {
    for (const [severity, emoji, word] of [
      ['critical', '🔴', 'Critical'],
      ['error', '🟠', 'Error'],
      ['warning', '🟡', 'Warning'],
      ['info', '🔵', 'Info'],
    ] as const) {
      const message = slackMessage(withView(tag, { severity }));
      expect(message.text.startsWith(`${emoji} `)).toBe(true);
      expect(blocksText(message)).toContain(`*${word}*`);
    }
  });

  it('is the title and one sentence where only text is shown', () => {
    expect(slackMessage(tag).text).toMatch(
      /^🔴 .*: image tag latest does not exist, 0 of 3 running\. The registry .*\.$/,
    );
  });

  it('tells the best cause in full and the others in a line each, with counts', () => {
    const causes = [...tag.view.causes, ...port.view.causes.map((one) => ({ ...one, stops: 7 }))];
    const text = blocksText(slackMessage(withView(tag, { causes })));
    expect(text).toContain('*Other causes*');
    expect(text).toContain('(7 stops)');
    expect(text.split('*Proof*')).toHaveLength(2);
  });

  it('shows of the changes the blamed ones, and counts the others', () => {
    const diagnosis = tag.view.causes[0]?.diagnosis;
    if (diagnosis === undefined) throw new Error('no diagnosis');
    const changes = ['A removed', 'B added', 'image: x → y'].map((text, index) => ({ text, blamed: index === 2 }));
    const changed = { since: 5, basis: 'completed', changes, more: 4 } as const;
    const causes = tag.view.causes.map((one) => ({ ...one, diagnosis: { ...diagnosis, changed } }));
    const text = blocksText(slackMessage(withView(tag, { causes })));
    expect(text).toContain(
      '*Changed*  _since revision 5, the last that was good_\\n• *image: x → y*\\nand 6 other changes',
    );
    expect(text).not.toContain('B added');
  });

  it('says what was done', () => {
    const actions = [{ at: tag.at, text: 'scaled orders-api to 0 (it was 3)' }];
    expect(blocksText(slackMessage({ ...withView(tag, { actions }), kind: 'action' }))).toContain(
      'scaled orders-api to 0 (it was 3)',
    );
  });

  it('says why it is over, what it was, and nothing to do', () => {
    const text = blocksText(slackMessage(ended(tag, 'resolved', 'steady state with 3 of 3 running')));
    expect(text).toContain('✅');
    expect(text).toContain('*Because*  Steady state with 3 of 3 running.');
    expect(text).toContain('*It was*');
    expect(text).not.toContain('*Do now*');
  });

  it('keeps the remedy of what was only rolled back or stopped', () => {
    expect(blocksText(slackMessage(ended(tag, 'rolled-back')))).toContain('*Before the next start*');
  });

  it('lists what was failing when the watch began', () => {
    const text = blocksText(slackMessage(baseline));
    expect(text).toContain('watching 42 services, 3 already failing');
    expect(text).toContain('• *orders-api (production)*: 0 of 2 running');
  });

  it('counts the failing services that it has no room for', () => {
    const failing = Array.from({ length: 500 }, (_, index) => ({
      subject: { kind: 'service', cluster: 'production', name: `service-number-${index}` } as const,
      what: '0 of 2 running',
    }));
    const text = blocksText(slackMessage({ ...baseline, failing, more: 10 }));
    const listed = text.split('• *service-number-').length - 1;
    expect(text).toContain(`_and ${510 - listed} more_`);
  });

  it('has a reply in the thread that is short and says what is new', () => {
    const reply = threadReply({ ...tag, kind: 'reminder' });
    expect(reply.blocks.length).toBeLessThanOrEqual(3);
    expect(blocksText(reply)).toContain('still failing after');
    expect(blocksText(threadReply(ended(tag, 'resolved')))).toContain('*Because*');
  });

  it('drops an alternative way before the proof where an incident has too much to say', () => {
    const diagnosis = tag.view.causes[0]?.diagnosis;
    if (diagnosis === undefined) throw new Error('no diagnosis');
    const long = '"quoted" '.repeat(66);
    const huge: DiagnosisRecord = {
      ...diagnosis,
      summary: long,
      notes: Array.from({ length: 8 }, (_, index) => `${index} ${long}`),
      unchecked: Array.from({ length: 8 }, (_, index) => ({ what: `${index} ${long}`, reason: long })),
    };
    const message = slackMessage(
      withView(tag, { causes: tag.view.causes.map((one) => ({ ...one, diagnosis: huge })) }),
    );
    expect(faultsOf(message)).toEqual([]);
    expect(blocksText(message)).toContain('*Proof*');
    expect(blocksText(message)).toContain('*Do now*');
  });

  it('keeps every limit and escapes everything, whatever the texts are', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 700 }),
      fc.string({ maxLength: 700 }),
      fc.constantFrom(
        '<!channel> <@U1> <https://evil|ok>',
        '```'.repeat(200),
        '`'.repeat(601),
        '&'.repeat(600),
        '"'.repeat(600),
        '\\'.repeat(600),
        '\u202e'.repeat(600),
        `a${'\u0301'.repeat(599)}`,
        '*_~'.repeat(200),
        '👩‍👩‍👧'.repeat(75),
        'x'.repeat(1_000_000),
        ' ',
      ),
    );
    const record = (texts: readonly string[]): DiagnosisRecord => {
      const text = (index: number): string => texts[index % texts.length] ?? '';
      const diagnosis = tag.view.causes[0]?.diagnosis;
      if (diagnosis === undefined) throw new Error('no diagnosis');
      return {
        ...diagnosis,
        headline: text(0),
        title: text(1),
        summary: text(2),
        next: text(3),
        command: `${text(4)}\n${text(5)}`,
        quotes: [6, 7, 8].map((index) => ({ text: text(index), origin: { kind: 'log', container: text(index + 1) } })),
        chain: [9, 10, 11].map(text),
        notes: [12, 13, 14].map(text),
        variables: [15, 16].map(text),
        changed: {
          since: 3,
          basis: 'previous',
          changes: [1, 2, 3, 4, 5, 6].map((i) => ({ text: text(i), blamed: i < 3 })),
          more: 4,
        },
        alternatives: [{ cause: 'other', title: text(17), confidence: 'possible' }],
        unchecked: [{ what: text(18), reason: text(19) }],
        log: { group: text(20), stream: text(21) },
        family: text(22),
        taskId: text(23),
      };
    };
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 24 }), fc.boolean(), (texts, isFamily) => {
        const diagnosis = record(texts);
        const text = (index: number): string => texts[index % texts.length] ?? '';
        const alert: IncidentAlert = {
          ...withView(tag, {
            incidentId: text(0),
            subject: { kind: isFamily ? 'family' : 'service', cluster: text(1), name: text(2) },
            causes: tag.view.causes.map((one) => ({ ...one, diagnosis })),
            actions: [{ at: 1, text: text(3) }],
            closedBecause: text(4),
            account: text(5),
          }),
          alertId: text(6),
        };
        for (const variant of variantsOf(alert)) {
          expect(faultsOf(slackMessage(variant))).toEqual([]);
          expect(faultsOf(threadReply(variant))).toEqual([]);
        }
        const { subject, amazonQ } = topicMessage(alert);
        expect(subject).toMatch(/^\[[\x20-\x7e]{1,98}$/);
        const { content } = JSON.parse(amazonQ);
        expect(content.title.length).toBeLessThanOrEqual(250);
        expect(content.description.length).toBeLessThanOrEqual(8_000);
        expect(content.description).not.toMatch(/[<>]/);
      }),
      { numRuns: 150, seed: 7 },
    );
  }, 120_000);
});

describe('the digest of a storm', () => {
  const incidents = Array.from({ length: 57 }, (_, index) => ({
    incidentId: `prod/service-${index}#1`,
    cause: `cause-${index % 13}`,
    title: 'unused',
  }));

  it('counts by cause, and the counts add up', () => {
    const message = stormDigest({ since: 0, incidents });
    const counts = [...blocksText(message).matchAll(/× (\d+):/g)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(57);
    expect(message.text).toContain('57 new incidents since');
    expect(faultsOf(message)).toEqual([]);
  });

  it('names services, the first ones where there are many', () => {
    const text = blocksText(stormDigest({ since: 0, incidents: incidents.map((one) => ({ ...one, cause: 'other' })) }));
    expect(text).toContain('`other` × 57: service-0 (prod), service-1 (prod)');
    expect(text).toContain('and 51 more');
  });

  it('is a message that Slack takes, whatever the names are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<!channel>', '`'.repeat(300), '&'.repeat(300)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ incidentId: text, cause: text, title: text }), { minLength: 1, maxLength: 200 }),
        (all) => {
          const faults = faultsOf(stormDigest({ since: 0, incidents: all }));
          expect(faults).toEqual([]);
        },
      ),
      { seed: 7 },
    );
  });
});
