import type { ActionCalls, ActionReads, CallAnswer } from '../../../lib/app/action-ports';
import type { ServiceKey } from '../../../lib/app/ports';
import type { ScalableTarget } from '../../../lib/domain/action/scalable-target';
import { known, type Read, unavailable } from '../../../lib/domain/read';
import type { Cloud } from '../cloud/cloud';
import type { Invocation } from '../engine/invocation';
import type { Outcome } from '../engine/weather';
import type { Asked } from '../invariants/call';
import type { Role } from './account';
import type { Snapshot } from './live-service';

/** Milliseconds by which a read may be behind. */
const MOST_BEHIND = 4_000;
/** The client's own time-outs, as `lib/live.ts` sets them. */
const READ_PATIENCE = 15_000;
const CALL_PATIENCE = 10_000;

/** What an invocation reads of the account and changes in it; the watcher sees each of them. */
export function actionPortsOf(
  invocation: Invocation,
  { account, actions, sky, meddle, atCall }: Cloud,
  role: Role,
): ActionReads & ActionCalls {
  const now = sky.time.now;
  const behind = (): number =>
    now() < sky.weather.heals && sky.random.chance(0.25) ? sky.random.between(0, MOST_BEHIND) : 0;

  // One run is quick, and another one comes to its calls when that is done.
  const pace = account.slow.size > 0 ? sky.random.pick([0, 0, 8_000]) : 0;
  const isDenied = (name: string, key: ServiceKey | undefined): boolean =>
    name === 'readScalableTarget' && key !== undefined && account.unreadable.has(keyOf(key));
  const read = async <T>(name: string, key: ServiceKey | undefined, look: () => T): Promise<Read<T>> => {
    if (key !== undefined) meddle(key, invocation);
    if (key !== undefined && pace > 0 && account.slow.has(keyOf(key)))
      await new Promise<void>((resolve) => sky.time.at(now() + sky.random.between(0, pace), resolve));
    return invocation.call<Read<T>>({
      to: 'account',
      name,
      effect: async () => {
        const value = isDenied(name, key) ? unavailable('AccessDeniedException') : known(look());
        actions.read(invocation, name, key, value);
        return value;
      },
      refusal: (fault) => {
        const value = unavailable(`simulated: ${fault}`);
        actions.read(invocation, name, key, value);
        return value;
      },
      patience: READ_PATIENCE,
    });
  };
  const seen = <T>(key: ServiceKey, of: (snapshot: Snapshot) => T, none: T): (() => T) => {
    const lag = behind();
    return () => {
      const service = account.latest(key);
      return service === undefined ? none : of(service.seenAt(now() - lag));
    };
  };
  const call = (
    name: string,
    key: ServiceKey,
    about: string,
    asked: Asked,
    change: () => CallAnswer,
  ): Promise<CallAnswer> => {
    const takeEffect = (): CallAnswer => {
      const before = account.latest(key);
      const was = before && { desired: before.desired, deployment: before.primary.id, target: before.target };
      const answer = change();
      actions.tookEffect(asked, answer, was);
      return answer;
    };
    actions.called(invocation, role, asked);
    if (asked.kind === 'count') atCall(keyOf(key));
    return invocation.call<CallAnswer>({
      to: 'account',
      name,
      effect: async () => {
        if (!account.unsure.has(keyOf(key)) || asked.kind === 'target') return takeEffect();
        if (sky.random.chance(0.6)) sky.time.at(now() + sky.random.between(1_000, 20_000), takeEffect);
        return { state: 'unknown', because: 'simulated: no answer' };
      },
      refusal: (fault) => answerOf(fault, sky.random.next()),
      patience: CALL_PATIENCE,
      mayComeLate: true,
      about: () => about,
    });
  };

  return {
    readServiceNow: (key) =>
      read(
        'readServiceNow',
        key,
        seen(key, ({ service }) => (service.status === 'INACTIVE' ? 'absent' : service), 'absent'),
      ),
    readRunningTasks: (key) =>
      read(
        'readRunningTasks',
        key,
        seen(key, ({ running }) => running, []),
      ),
    readTargetHealth: (arns) =>
      read('readTargetHealth', undefined, () =>
        account
          .all()
          .flatMap((service) => service.now().health)
          .filter(({ targetGroupArn = '' }) => arns.includes(targetGroupArn)),
      ),
    readScalableTarget: (key) =>
      read<ScalableTarget | undefined>(
        'readScalableTarget',
        key,
        seen(key, ({ target }) => target, undefined),
      ),
    readCurrentDeployment: (key) =>
      read(
        'readCurrentDeployment',
        key,
        seen(key, ({ deployment }) => deployment, undefined),
      ),
    readActionsSwitch: () => read('readActionsSwitch', undefined, () => account.switch.isOn),
    setDesiredCount: (key, count) =>
      call('setDesiredCount', key, `${key.service} ${count}`, { kind: 'count', key, count }, () =>
        account.setDesiredCount(key, count, role),
      ),
    setScalableTarget: (key, target) =>
      call(
        'setScalableTarget',
        key,
        `${key.service} ${target.min} to ${target.max} ${target.suspended.dynamicOut ? 'suspended' : 'live'}`,
        { kind: 'target', key, target },
        () => account.setScalableTarget(key, target),
      ),
    rollBackDeployment: (arn) => {
      const [cluster = '', service = ''] = arn.split('/').slice(-3);
      return call(
        'rollBackDeployment',
        { cluster, service },
        arn,
        { kind: 'rollback', key: { cluster, service }, arn },
        () => account.rollBackDeployment(arn, role),
      );
    },
  };
}

const keyOf = ({ cluster, service }: ServiceKey): string => `${cluster}/${service}`;

/** A throttled call did nothing; of one without an answer nobody knows. */
function answerOf(fault: Outcome, chance: number): CallAnswer {
  if (fault === 'throttle') return { state: 'refused', because: 'ThrottlingException' };
  if (fault === 'unavailable' && chance < 0.5) return { state: 'refused', because: 'ClientException' };
  return { state: 'unknown', because: `simulated: ${fault}` };
}
