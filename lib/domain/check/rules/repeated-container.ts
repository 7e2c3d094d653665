import { asText } from '../../json';
import type { CheckRule } from '../check-context';

/** Two containers of one name. */
export const repeatedContainer: CheckRule = ({ containers }) => {
  const names = containers.flatMap(({ raw }) => asText(raw['name']) ?? []);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => ({
    id: 'container-twice',
    severity: 'error',
    container: name,
    what: `Two containers are called ${name}.`,
    why: 'ECS refuses the definition: names of containers are unique within a task.',
    fix: 'Rename one of them, also where dependsOn, links and the load balancer name it.',
  }));
};
