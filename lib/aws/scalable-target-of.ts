import type { ServiceKey } from '../app/ports';

/** What Application Auto Scaling calls the count of a service. */
export const DIMENSION = 'ecs:service:DesiredCount';

/** What it calls the service. */
export const resourceIdOf = ({ cluster, service }: ServiceKey): string => `service/${cluster}/${service}`;
