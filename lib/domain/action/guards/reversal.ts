import { nameOfArn } from '../../ecs-events/ecs-arn';
import { agrees, type Guard, objects } from '../guard';
import { dayAndTime } from '../words';
import { serviceIn } from './service-in';

/** There is a deployment to stop, and a revision that was good to go back to. */
export const somethingToRollBackTo: Guard = {
  id: 'nothing-to-roll-back',
  ask({ currentDeployment, record: { lastGood } }) {
    if (currentDeployment.state === 'unavailable')
      return objects(`whether a deployment is under way could not be read: ${currentDeployment.reason}`);
    const deployment = currentDeployment.value;
    if (deployment === undefined) return objects('no deployment is under way: there is nothing to stop');
    const { status, sourceTaskDefinition } = deployment;
    if (status !== undefined && status !== 'IN_PROGRESS' && status !== 'PENDING')
      return objects(`the deployment is ${status} already`);
    if (sourceTaskDefinition === undefined) return objects('there is no revision before it to go back to');
    if (lastGood !== undefined && lastGood !== sourceTaskDefinition)
      return objects(
        `it would go back to ${nameOfArn(sourceTaskDefinition)}, but ${nameOfArn(lastGood)} was the last good one`,
      );
    return agrees(`the deployment under way would go back to ${nameOfArn(sourceTaskDefinition)}`);
  },
};

export const isHeld: Guard = {
  id: 'not-held',
  ask: ({ record: { hold } }) =>
    hold === undefined
      ? objects('ecs-medic holds nothing here')
      : agrees(`it is held at zero since ${dayAndTime(hold.since)}, and ${hold.remembered} ran before`),
};

/** The count of another service of the same name says nothing about this one. */
export const isTheSameService: Guard = {
  id: 'another-service',
  ask(state) {
    const { hold } = state.record;
    const createdAt = serviceIn(state)?.createdAt;
    return hold?.serviceCreatedAt === undefined || createdAt === hold.serviceCreatedAt
      ? agrees('it is the service that was put to zero')
      : objects('the service was deleted and created anew since');
  },
};

export const stillAtZero: Guard = {
  id: 'changed-by-others',
  ask(state) {
    const desired = serviceIn(state)?.desiredCount;
    return desired === 0
      ? agrees('its desired count is still 0')
      : objects(`its desired count is ${desired ?? 'not known'}: somebody changed it since`);
  },
};
