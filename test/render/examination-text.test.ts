import { examinationReport } from '../../lib/app/examination-report';
import { ok, partHealth } from '../../lib/domain/doctor/part-health';
import { examinationText } from '../../lib/render/terminal/examination-text';
import { colourPaint, plainPaint } from '../../lib/render/terminal/paint';

const HOSTILE = 'reason \u001b[2J\u202e and token xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx';

const parts = [
  partHealth({ id: 'stack', area: 'stack', part: 'stack ecs-medic-production' }, [ok('UPDATE_COMPLETE')]),
  partHealth({ id: 'rule/TaskStopsRule', area: 'events', part: 'rule TaskStopsRule' }, [
    ok('sends to the queue events'),
    {
      state: 'failed',
      seen: 'it is disabled, so ecs-medic does not hear of these events',
      fix: 'Switch it on.',
      commands: ['aws events enable-rule --name TaskStops --region eu-central-1'],
    },
  ]),
  partHealth({ id: 'queue/events', area: 'events', part: 'queue events' }, [
    { state: 'not-checked', seen: 'not allowed: add sqs:GetQueueAttributes on it' },
  ]),
  partHealth({ id: 'alarm/x', area: 'alarms', part: 'alarm x' }, [{ state: 'warning', seen: HOSTILE, fix: 'Look.' }]),
];
const report = examinationReport({ stack: 'ecs-medic-production', region: 'eu-central-1' }, 0, parts);

describe('the text of an examination', () => {
  it('gives the sum first, then each part with what was seen, and what to do where something is not well', () => {
    expect(examinationText({ width: 100, paint: plainPaint }, report)).toBe(
      [
        'ecs-medic-production (eu-central-1): 1 failed, 1 not checked, 1 warning, 1 ok',
        '',
        'the stack',
        'ok          stack ecs-medic-production: UPDATE_COMPLETE',
        '',
        'events come in',
        'failed      rule TaskStopsRule: it is disabled, so ecs-medic does not hear of these events; sends to',
        '            the queue events',
        '  do        Switch it on.',
        '            $ aws events enable-rule --name TaskStops --region eu-central-1',
        'not checked queue events: not allowed: add sqs:GetQueueAttributes on it',
        '',
        'trouble is told',
        'warning     alarm x: reason [2J and token [redacted:slack-token]',
        '  do        Look.',
        '',
      ].join('\n'),
    );
  });

  it('fits into a narrow terminal, commands aside', () => {
    for (const line of examinationText({ width: 40, paint: plainPaint }, report).split('\n'))
      if (!/--/.test(line)) expect([line, line.length <= 40]).toEqual([line, true]);
  });

  it('says the same without colour', () => {
    const coloured = examinationText({ width: 100, paint: colourPaint }, report);
    expect(coloured).toContain('\u001b[31m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(examinationText({ width: 100, paint: plainPaint }, report));
  });
});

describe('the state of a part', () => {
  it('is the worst that was seen; what nobody looked at may be worse than a warning', () => {
    const name = { id: 'x', area: 'events', part: 'x' } as const;
    const warning = { state: 'warning', seen: 'slow' } as const;
    const unread = { state: 'not-checked', seen: 'denied' } as const;
    const failed = { state: 'failed', seen: 'broken' } as const;
    expect(partHealth(name, [ok('on'), warning, unread]).state).toBe('not-checked');
    expect(partHealth(name, [ok('on'), unread, failed])).toMatchObject({ state: 'failed', seen: 'broken; denied; on' });
    expect(partHealth(name, []).state).toBe('not-checked');
  });
});
