import { accessRefusal } from './access-refusal';
import type { AccessRefusal } from './signal';

/** The refusal in a text that may be cut: a role or resource that the end of the text cuts off is left out. */
export function agentRefusal(text: string): AccessRefusal {
  const { role, resource, ...refusal } = accessRefusal(text);
  const end = text.replace(/[.…\s]+$/, '');
  const isWhole = (value: string | undefined): value is string => value !== undefined && !end.endsWith(value);
  return {
    ...refusal,
    ...(isWhole(role) ? { role } : {}),
    ...(isWhole(resource) || resource === '*' ? { resource } : {}),
  };
}
