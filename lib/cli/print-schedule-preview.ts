import { readScheduledService, type ScheduledService } from '../app/read-scheduled-service';
import { SCHEDULE_OVERRIDE_TAG, SCHEDULE_TAG } from '../domain/action/action-tags';
import { isFargateSize, nextFargateSize } from '../domain/cross-checks/fargate-sizes';
import { type FargateTasks, monthlySaving } from '../domain/price/monthly-saving';
import { offsetAt } from '../domain/schedule/clock-changes';
import { parseTime } from '../domain/schedule/parse-time';
import { LATEST_PREVIEW, previewSchedule } from '../domain/schedule/preview-schedule';
import { readScheduleTags } from '../domain/schedule/read-schedule';
import { zoneOf } from '../domain/schedule/schedule';
import { scheduleJson } from '../render/schedule-json';
import { jsonLine } from '../render/terminal/harmless';
import { type PreviewedSchedule, schedulePreview } from '../render/terminal/schedule-preview';
import { targetOf } from './diagnose-target';
import { complain, EXIT, print } from './output';
import { type ColourChoice, screenOf } from './terminal';

export interface PreviewOptions {
  readonly override?: string;
  readonly from?: string;
  readonly count: number;
  readonly cluster?: string;
  readonly service?: string;
  /** vCPU and GB of one task. */
  readonly cpu?: number;
  readonly memory?: number;
  readonly tasks?: number;
  readonly arm?: true;
  readonly region?: string;
  readonly profile?: string;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

/** Prints the preview; answers the exit code. `misused` tells what is wrong with the options, and does not return. */
export async function printSchedulePreview(
  text: string | undefined,
  options: PreviewOptions,
  misused: (problem: string) => never,
): Promise<number> {
  const live = options.cluster !== undefined || options.service !== undefined;
  if (text === undefined && !live)
    misused('expected a schedule such as "mon-fri 08:00-19:00 Europe/Berlin", or --cluster and --service');
  const size = live ? undefined : sizeIn(options, misused);
  const service = live ? await readLive(options, misused) : undefined;
  if (service !== undefined && 'problem' in service) return cannot(service.problem);
  const tags = new Map(service?.tags);
  if (text !== undefined) tags.set(SCHEDULE_TAG, text);
  if (options.override !== undefined) tags.set(SCHEDULE_OVERRIDE_TAG, options.override);
  const read = readScheduleTags(tags);
  if (read.state === 'none')
    return cannot(`the service has no tag ${SCHEDULE_TAG}: give a schedule as text to see what it would do`);
  if (read.state === 'unreadable') {
    const { tag, got, expected, takenAs } = read.problem;
    return cannot(`${tag} is "${got.slice(0, 100)}", expected ${expected}; with such a tag ${takenAs}`);
  }
  const { schedule, override } = read;
  const timeZone = zoneOf(schedule);
  const from = options.from === undefined ? Date.now() : parseTime(options.from, timeZone, 'first');
  if (from === undefined || from < 0 || from >= LATEST_PREVIEW)
    misused(
      `expected --from as 2027-03-27 or "2027-03-27 18:00", from 1970 to 2099, got "${options.from?.slice(0, 100)}"`,
    );
  const preview = previewSchedule(schedule, override, from, options.count);
  const tasks = service?.tasks ?? size;
  const shown: PreviewedSchedule = {
    text: tags.get(SCHEDULE_TAG) ?? 'always',
    ...(service === undefined ? {} : { service: service.name }),
    preview,
    offset: offsetAt(timeZone, from),
    ...(override !== undefined && override.until <= from ? { overSince: override.until } : {}),
    ...(tasks === undefined
      ? {}
      : { saving: 'unknown' in tasks ? tasks : monthlySaving(tasks, preview.upMinutesAWeek) }),
  };
  if (options.format === 'json') await print(`${jsonLine(scheduleJson(shown))}\n`);
  else await print(schedulePreview(screenOf(process.stdout, process.env, options.color), shown));
  return EXIT.fine;
}

function cannot(sentence: string): number {
  complain(sentence);
  return EXIT.unusable;
}

/** What the options say of the tasks; undefined where they say nothing of them. */
function sizeIn(
  { cpu, memory, tasks = 1, arm, region }: PreviewOptions,
  misused: (problem: string) => never,
): FargateTasks | undefined {
  if (cpu === undefined && memory === undefined) return undefined;
  if (cpu === undefined || memory === undefined || region === undefined)
    return misused('a price needs all of --cpu, --memory and --region');
  const asked = { cpu: cpu * 1024, memory: memory * 1024 };
  if (!isFargateSize(asked)) {
    const next = nextFargateSize({ ...asked, memory: asked.memory - 1 }) ?? { cpu: 256, memory: 512 };
    return misused(
      `Fargate has no tasks of ${cpu} vCPU and ${memory} GB: expected a pair such as --cpu ${next.cpu / 1024} --memory ${next.memory / 1024}`,
    );
  }
  const architecture = arm === true ? 'ARM64' : 'X86_64';
  return { tasks, vcpu: cpu, memoryGb: memory, architecture, platform: 'linux', spot: false, region };
}

/** A live service, and its name in words; or why it cannot be read. */
async function readLive(
  options: PreviewOptions,
  misused: (problem: string) => never,
): Promise<(ScheduledService & { readonly name: string }) | { readonly problem: string }> {
  const target = targetOf(options);
  if ('problem' in target) return misused(target.problem);
  const { cluster, service } = target;
  if (service === undefined) return misused('expected --service NAME beside --cluster');
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  if (options.profile !== undefined) process.env['AWS_PROFILE'] = options.profile;
  // Loaded here, so that the offline commands know no SDK.
  const { openDiagnosis } = await import('../live-cli');
  const ports = openDiagnosis(target.region === undefined ? {} : { region: target.region });
  const read = await readScheduledService(ports, { cluster, service }, options.tasks);
  return 'problem' in read ? read : { ...read, name: `${service} (${cluster})` };
}
