import { judgeConcurrency, judgeFunction } from '../domain/doctor/judge-function';
import { judgeRead } from '../domain/doctor/judge-read';
import { judgeRuns } from '../domain/doctor/judge-runs';
import { judgeTrigger } from '../domain/doctor/judge-trigger';
import { type PartHealth, partHealth, type Remark } from '../domain/doctor/part-health';
import { defined } from '../domain/json';
import type { Read } from '../domain/read';
import { FUNCTION_PARTS, type FunctionPart, QUEUE_PARTS, type QueuePart } from './doctor-parts';
import { type DoctorScene, runsOf } from './doctor-scene';
import { lastCounted, sumOf } from './metric-points';

/** Whether Lambda can run each function, whether it does, and whether messages reach it. */
export async function examineFunctions(scene: DoctorScene): Promise<readonly PartHealth[]> {
  const parts = await Promise.all([
    ...FUNCTION_PARTS.map((part) => examineFunction(part, scene)),
    ...QUEUE_PARTS.map((part) => examineTrigger(part, scene)),
  ]);
  return parts.flat();
}

async function examineFunction(
  { handler, area, every }: FunctionPart,
  scene: DoctorScene,
): Promise<readonly PartHealth[]> {
  const { ports, place, functions, now, isYoung } = scene;
  const found = functions.get(handler);
  if (found === undefined) return [];
  const { name, read } = found;
  const state = judgeRead(read, (deployed) => {
    if (deployed === 'missing') return judgeFunction(deployed, name, [], place);
    const { environment } = deployed;
    const problems = environment.state === 'known' ? ports.settingsOf(handler, environment.value).problems : [];
    return [...judgeFunction(deployed, name, problems, place), ...judgeRead(environment, () => [])];
  });
  const isThere = read.state === 'unavailable' || read.value !== 'missing';
  const [invocations, errors, throttles] = runsOf(name).map(scene.lately);
  const remarks: readonly Remark[] = !isThere
    ? state
    : [
        ...state,
        ...judgeRead(await ports.readReservedConcurrency(name), (reserved) => judgeConcurrency(reserved, name, place)),
        ...judgeRead(allOf([invocations, errors, throttles]), ([ran = [], failed = [], refused = []]) =>
          judgeRuns(
            defined({
              runs: sumOf(ran),
              errors: sumOf(failed),
              throttles: sumOf(refused),
              every,
              lastRunAt: lastCounted(ran),
            }),
            { name, isYoung, now },
            place,
          ),
        ),
      ];
  return [partHealth({ id: `function/${handler}`, area, part: `function ${handler}` }, remarks)];
}

async function examineTrigger(
  { trigger, area, handler, name }: QueuePart,
  { ports, place, physicalIdOf }: DoctorScene,
): Promise<readonly PartHealth[]> {
  const uuid = physicalIdOf(trigger);
  if (uuid === undefined) return [];
  const remarks = judgeRead(await ports.readTrigger(uuid), (deployed) => judgeTrigger(deployed, uuid, place));
  return [partHealth({ id: `trigger/${name}`, area, part: `trigger of ${handler}` }, remarks)];
}

/** All of them, or why the first of those that are unavailable is. */
function allOf<T>(reads: readonly (Read<T> | undefined)[]): Read<readonly T[]> {
  const values: T[] = [];
  for (const read of reads) {
    if (read?.state === 'unavailable') return read;
    if (read !== undefined) values.push(read.value);
  }
  return { state: 'known', value: values };
}
