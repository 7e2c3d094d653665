import type { Alert } from '../domain/incident/alert';
import { topicMessage } from '../render/topic-message';
import type { MessagePorts, MetricsPort } from './ports';

/** One publish for every reader. */
export async function publishAlert(alert: Alert, ports: MessagePorts & MetricsPort): Promise<void> {
  await ports.publish(topicMessage(alert, ports.timeZone));
  ports.count('AlertsPublished', 1);
}
