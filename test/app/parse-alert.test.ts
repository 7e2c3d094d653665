import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import { parseAlert } from '../../lib/app/parse-alert';
import type { Alert, IncidentAlert } from '../../lib/domain/incident/alert';
import { alertJson } from '../../lib/render/alert-json';
import { alertOf, baseline, firstAlerts, notices, variantsOf, withView } from '../render/alert-variants';

let tag: IncidentAlert;
let alerts: readonly Alert[] = [];

beforeAll(async () => {
  tag = await alertOf('image-tag-not-found/agent-422-owncloud-latest.json');
  alerts = [...(await firstAlerts()).flatMap(variantsOf), baseline, ...notices];
}, 120_000);

const problemOf = (body: string): string => {
  const parsed = parseAlert(body);
  return 'problem' in parsed ? parsed.problem : 'none';
};

/** The alert's JSON after a change of its members. */
const changed = (change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(alertJson(tag));
  change(json);
  return JSON.stringify(json);
};

describe('the JSON of an alert', () => {
  it('is valid by the schema in docs/', () => {
    const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(
      JSON.parse(readFileSync('docs/alert.schema.json', 'utf8')),
    );
    const faults = alerts.flatMap((alert) =>
      validate(JSON.parse(alertJson(alert)))
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${alert.alertId} ${instancePath} ${message}`),
    );
    expect(faults).toEqual([]);
    const { view: _view, ...without } = JSON.parse(alertJson(tag));
    expect(validate(without)).toBe(false);
    expect(validate({ ...JSON.parse(alertJson(tag)), kind: 'closed' })).toBe(false);
    expect(validate({ ...JSON.parse(alertJson(baseline)), watching: -1 })).toBe(false);
  });

  it('comes back as the alert that it was', () => {
    for (const alert of alerts) expect(parseAlert(alertJson(alert))).toEqual(alert);
  });

  it('comes back out of the envelope of SNS', () => {
    const envelope = { Type: 'Notification', MessageId: '1', TopicArn: 'arn:…', Message: alertJson(tag) };
    expect(parseAlert(JSON.stringify(envelope))).toEqual(tag);
  });

  it('leaves out later diagnoses, then all, where it would not fit into a message', () => {
    const [cause] = tag.view.causes;
    if (cause?.diagnosis === undefined) throw new Error('no diagnosis');
    const large = (length: number) => {
      const diagnosis = { ...cause.diagnosis, notes: [cause.title.repeat(length)] } as NonNullable<
        typeof cause.diagnosis
      >;
      return withView(tag, { causes: [1, 2, 3].map(() => ({ ...cause, diagnosis })) });
    };
    const diagnosesIn = (alert: IncidentAlert) =>
      JSON.parse(alertJson(alert)).view.causes.filter((one: object) => 'diagnosis' in one).length;
    expect(diagnosesIn(large(1))).toBe(3);
    expect(diagnosesIn(large(2_500))).toBe(1);
    expect(diagnosesIn(large(50_000))).toBe(0);
  });

  it('lists fewer failing services where they would not fit, and counts the others', () => {
    const failing = Array.from({ length: 5_000 }, (_, index) => ({
      subject: { kind: 'service', cluster: 'production', name: `service-${index}` } as const,
      what: '0 of 2 running',
    }));
    const json = alertJson({ ...baseline, failing });
    expect(json.length).toBeLessThan(120_000);
    const { failing: listed, more, title } = JSON.parse(json);
    expect(listed.length + more).toBe(5_000);
    expect(title).toContain('5,000 already failing');
  });
});

describe('a body that is no alert of ours', () => {
  it.each([
    ['', 'got no JSON object'],
    ['null', 'got no JSON object'],
    ['[1]', 'got no JSON object'],
    ['{"a":1}', 'expected "schema" to be ecs-medic.alert/1, got none'],
    ['{"schema":"ecs-medic.alert/2"}', 'got "ecs-medic.alert/2"'],
    ['{"Type":"Notification","Message":"hello"}', 'expected the Message of SNS'],
    ['{"Type":"SubscriptionConfirmation","Message":"x"}', 'got none'],
    ['{"schema":"ecs-medic.alert/1"}', 'expected "kind" to be opened, cause-added'],
    ['{"schema":"ecs-medic.alert/1","kind":"digest","alertId":"a","at":1}', 'expected "watching" to be a whole number'],
    [`{"__proto__":{"schema":"ecs-medic.alert/1"}}`, 'got none'],
  ])('is told as such: %s', (body, problem) => {
    expect(problemOf(body)).toContain(problem);
  });

  it('is told by the member that is wrong, and how many more there are', () => {
    expect(problemOf(changed((json) => Object.assign(json, { at: 'now' })))).toBe(
      'expected "at" to be a time in milliseconds since 1970, got "now"',
    );
    expect(
      problemOf(
        changed(({ view }) => Object.assign(view as object, { state: 'closed', causes: 7, stops: -1, flapping: 1 })),
      ),
    ).toMatch(/^expected "view\.state" to be open, .*; and 1 more$/);
    expect(
      problemOf(
        changed((json) => {
          const { causes } = json['view'] as { readonly causes: readonly { readonly diagnosis: object }[] };
          Object.assign(causes[0]?.diagnosis ?? {}, { cause: 'gremlins' });
        }),
      ),
    ).toBe('expected "view.causes[0].diagnosis.cause" to be one of the 86 known words, got "gremlins"');
  });

  it('never throws, whichever member is missing or of another type', () => {
    const whole = JSON.parse(alertJson(tag));
    for (const path of pathsOf(whole))
      for (const instead of [undefined, null, 7, 'x', [], {}, true]) {
        const broken = structuredClone(whole);
        const parent = path.slice(0, -1).reduce((at, key) => at[key], broken);
        parent[path.at(-1) ?? ''] = instead;
        const parsed = parseAlert(JSON.stringify(broken));
        expect('problem' in parsed ? typeof parsed.problem : parsed.kind).toBeTruthy();
      }
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}
