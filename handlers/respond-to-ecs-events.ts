import { type BatchAnswer, handleBatch, type QueueBatch } from '../lib/app/handle-batch';
import { respondToEvents } from '../lib/app/respond-to-events';
import { eventRules } from '../lib/domain/event-rules';
import { respondPorts } from '../lib/live';
import { respondSettings } from '../lib/settings/respond-settings';

const settings = respondSettings(process.env);
const ports = respondPorts(settings);
const policy = { ...settings, rules: eventRules };

/** ECS events from the queue `events`. */
export const handler = (batch: QueueBatch): Promise<BatchAnswer> =>
  handleBatch(batch, (messages) => respondToEvents(messages, ports, policy), ports);
