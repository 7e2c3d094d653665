import type { Cause } from '../../lib/domain/causes/cause';
import type { TaskDefinition } from '../../lib/domain/definition/task-definition';
import type { Diagnosis } from '../../lib/domain/diagnosis/diagnosis';
import { redactDiagnosis } from '../../lib/domain/diagnosis/redact-diagnosis';
import type { Story, StoryEntry } from '../../lib/render/story';

export const missingConfiguration: Cause = {
  id: 'exit-missing-configuration',
  title: 'configuration is missing or invalid',
  group: 'exit',
  kind: 'doomed',
  explain: () => undefined,
};

const revision = (number: number): TaskDefinition => ({
  arn: `arn:aws:ecs:eu-west-1:111122223333:task-definition/myapp:${number}`,
  family: 'myapp',
  revision: number,
  containers: [],
  requiresFargate: true,
  volumes: [],
});

const container = 'app-container';
const log = { kind: 'log', container } as const;

/** The team's missing settings: three variables, of which one revision dropped two from the secrets. */
export const missingSettings: Diagnosis = {
  cause: missingConfiguration,
  confidence: 'certain',
  summary:
    'app-container exited with code 1 because APP_NAME, ENVIRONMENT and SECRET_KEY are not set; revision 6 does not define them.',
  quotes: [
    { text: '3 validation errors for Settings', origin: log },
    { text: 'Field required [type=missing, input_value={}, input_type=dict]', origin: log },
  ],
  next: 'Put SECRET_KEY back into secrets of app-container and deploy a new revision.',
  command:
    "aws ecs describe-task-definition --task-definition myapp:5 --query 'taskDefinition.containerDefinitions[].secrets'",
  chain: ['exit code 1', 'SECRET_KEY is missing', 'revision 6 dropped it from secrets'],
  variables: ['APP_NAME', 'ENVIRONMENT', 'SECRET_KEY'],
  blames: ['secret|app-container|SECRET_KEY'],
  notes: ['revision 6 defines DATABSE_URL: DATABASE_URL may be meant'],
  container,
  exitCode: 1,
  changes: {
    from: revision(5),
    to: revision(6),
    basis: 'completed',
    changes: [
      {
        field: 'image',
        container,
        before: 'registry.example.com/myapp:1.4.1',
        after: 'registry.example.com/myapp:1.4.2',
      },
      {
        field: 'secret',
        container,
        name: 'SECRET_KEY',
        before: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:myapp',
      },
      { field: 'variable', container, name: 'A1', after: '(set)' },
      { field: 'variable', container, name: 'A2', after: '(set)' },
      { field: 'variable', container, name: 'A3', after: '(set)' },
      { field: 'variable', container, name: 'A4', after: '(set)' },
      { field: 'variable', container, name: 'A5', after: '(set)' },
      { field: 'variable', container, name: 'A6', after: '(set)' },
    ],
  },
  alternatives: [
    {
      cause: {
        ...missingConfiguration,
        id: 'exit-application-error',
        title: 'the application ended itself with an error',
        kind: 'unknown',
      },
      finding: {
        confidence: 'possible',
        summary: 'app-container exited with code 1.',
        quotes: [],
        next: 'Read the log.',
      },
    },
  ],
  unchecked: [
    { what: 'target health', reason: 'AccessDeniedException: add elasticloadbalancing:DescribeTargetHealth' },
  ],
  reasoning: {
    signals: [
      {
        kind: 'missing-setting',
        problem: 'missing',
        names: ['SECRET_KEY'],
        reader: 'pydantic',
        quote: { text: '3 validation errors for Settings', origin: log },
        detector: 'pydantic-settings',
        line: 4,
      },
    ],
    superseded: [],
    faults: [],
  },
};

export const entryOf = (diagnosis: Diagnosis, more: Partial<StoryEntry> = {}): StoryEntry => ({
  subject: { name: 'myapp', cluster: 'production' },
  at: Date.UTC(2026, 0, 14, 10, 42),
  until: Date.UTC(2026, 0, 14, 10, 46),
  count: 3,
  unit: 'stop',
  revision: 6,
  diagnosis: redactDiagnosis(diagnosis).diagnosis,
  manner: 'told',
  ...more,
});

export const storyOf = (...entries: readonly StoryEntry[]): Story => ({
  id: 'first-deploys',
  entries,
  unexplained: 0,
  hidden: 0,
  leftAlone: [],
});
