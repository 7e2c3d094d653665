import { type Detector, lineDetector } from '../detector';

const ORDERING = /container ordering dependency \[?([^\]\s]{1,200})\]?/i;
const NAMED = /depend(?:ent|ency)(?: on)?(?: container)?(?: container:)? ['"[]?([\w.-]{1,200})['"\]]?/i;

/** A `dependsOn` condition never came true, so a container was not started. */
export const containerDependency: Detector = lineDetector({
  id: 'container-dependency',
  reads: ['reason', 'message'],
  hints: ['dependenc', 'dependent container'],
  line(text) {
    const about =
      /dependency graph|container ordering|dependent container|container dependenc|TaskDependencyError|Task dependencies/i;
    const failed =
      /timed? ?out|did not|didn[’']t|non-?zero|never|cannot be resolved|not (?:been )?(?:healthy|resolved|met|satisfied)|failed|unhealthy|exited/i;
    if (!about.test(text) || !failed.test(text)) return undefined;
    const name = ORDERING.exec(text)?.[1] ?? NAMED.exec(text)?.[1];
    const named =
      name === undefined || /^(?:graph|cannot|did|has|not|was|of|on|container)$/i.test(name) ? {} : { container: name };
    const condition = /\b(HEALTHY|SUCCESS|COMPLETE|START)\b/.exec(text)?.[1];
    return {
      detail: { kind: 'container-dependency', ...named, ...(condition === undefined ? {} : { condition }) },
      piece: text,
    };
  },
});

/** Docker or containerd did not get the container created or started in time. */
export const startTimeout: Detector = lineDetector({
  id: 'start-timeout',
  reads: ['reason', 'message'],
  hints: ['dockertimeouterror', 'containerruntimetimeouterror', 'could not tran', 'starttimeout'],
  line(text) {
    if (!/timeout|timed out/i.test(text) || /transition to (?:stop|pulled)/i.test(text)) return undefined;
    if (!/TimeoutError|could not tran\w{3,8} to|startTimeout/i.test(text)) return undefined;
    const after = /after wait(?:ing)?\s{1,2}((?:\d{1,4}[hms]){1,3})/i.exec(text)?.[1];
    return { detail: { kind: 'start-timeout', ...(after === undefined ? {} : { after }) }, piece: text };
  },
});
