import { DELIVERY_SCHEMA } from '../domain/delivery/delivery';
import { RECORD_SCHEMA } from '../domain/incident/service-record';
import type { ItemForm } from './item-form';

export const RECORD: ItemForm = {
  name: 'service record',
  schema: RECORD_SCHEMA,
  needs: { subject: 'object', episode: 'number', past: 'list', openings: 'list', pending: 'list', outbox: 'list' },
  holds: 'the incidents of this service',
};

export const STOP: ItemForm = {
  name: 'stop',
  schema: 1,
  needs: { version: 'number', at: 'number' },
  holds: 'that this task stopped',
};

export const ENTRY: ItemForm = {
  name: 'timeline entry',
  schema: 1,
  needs: { entryId: 'text', at: 'number', what: 'text' },
  holds: 'this entry of the timeline',
};

export const DIAGNOSIS: ItemForm = {
  name: 'diagnosis',
  schema: 1,
  needs: { fingerprint: 'text', diagnosis: 'object' },
  holds: 'what this diagnosis says',
};

export const ALERT: ItemForm = {
  name: 'alert',
  schema: 1,
  needs: { alertId: 'text', kind: 'text', at: 'number' },
  holds: 'this alert',
};

export const DELIVERY: ItemForm = {
  name: 'delivery',
  schema: DELIVERY_SCHEMA,
  needs: { key: 'object', queue: 'list', said: 'list', attempts: 'number' },
  holds: 'what is owed to this channel',
};

export const CHANNEL: ItemForm = {
  name: 'channel',
  schema: DELIVERY_SCHEMA,
  needs: { channel: 'text', nextPostAt: 'number', openings: 'list' },
  holds: 'what this channel was sent lately',
};

export const DECISION: ItemForm = {
  name: 'decision',
  schema: 1,
  needs: { subject: 'object', decisionId: 'text', at: 'number', action: 'text', decision: 'text', reason: 'text' },
  holds: 'that this was decided',
};

export const LEDGER: ItemForm = {
  name: 'ledger of actions',
  schema: 1,
  needs: { spent: 'list' },
  holds: 'what was done in the last 24 hours',
};

export const WATCH: ItemForm = { name: 'watch', schema: 1, needs: {}, holds: 'the progress of the sweep' };
