import { explainIncidents } from '../lib/app/explain-incidents';
import { type BatchAnswer, handleBatch, type QueueBatch } from '../lib/app/handle-batch';
import { rules } from '../lib/domain/rules';
import { explainPorts } from '../lib/live';
import { explainSettings } from '../lib/settings/explain-settings';

const settings = explainSettings(process.env);
const ports = explainPorts(settings);
const policy = { ...settings, rules };

/** Looks from the queue `look-again`. */
export const handler = (batch: QueueBatch): Promise<BatchAnswer> =>
  handleBatch(batch, (messages) => explainIncidents(messages, ports, policy), ports);
