import { deliverAlerts } from '../lib/app/deliver-alerts';
import { type BatchAnswer, handleBatch, type QueueBatch } from '../lib/app/handle-batch';
import { deliverPorts } from '../lib/live';
import { deliverSettings } from '../lib/settings/deliver-settings';

const ports = deliverPorts(deliverSettings(process.env));

/** Alerts and nudges from the queue `deliveries`. */
export const handler = (batch: QueueBatch): Promise<BatchAnswer> =>
  handleBatch(batch, (messages) => deliverAlerts(messages, ports), ports);
