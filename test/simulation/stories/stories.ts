import { CHANNEL_TAG, MUTE_TAG } from '../../../lib/domain/incident/tags';
import { recorded } from './recorded';
import type { Story } from './story';
import type { StoryBuilder } from './story-builder';
import type { Template } from './template';

/** A service whose builder is fresh; what happens to it, told from its start. */
export type Telling = (builder: StoryBuilder) => Story;

const proved = (story: StoryBuilder): Template =>
  story.random.pick([recorded.imageMissing, recorded.secretDenied, recorded.outOfMemory])();
const silent = (story: StoryBuilder): Template =>
  story.random.pick([recorded.silentExit, recorded.otherSilentExit, recorded.unreadableExit])();

function crash(story: StoryBuilder, template: Template, most: number): void {
  for (let left = story.random.between(1, most); left > 0; left--) {
    story.wait(5, 60);
    story.fail(template);
  }
}

function recover(story: StoryBuilder): void {
  story.running = story.desired;
  story.rollout = 'COMPLETED';
  story.wait(20, 400).described().steady();
}

/** The event itself proves why. */
export const doomed: Telling = (story) => {
  story.described().wait(30, 120);
  story.running = story.random.between(0, 2);
  story.described();
  crash(story, proved(story), 4);
  recover(story);
  return story.end('doomed', 'always', ['resolved']);
};

/** Nothing but the log says why. */
export const silentExit: Telling = (story) => {
  story.described().wait(30, 120);
  story.running = 1;
  story.described();
  crash(story, silent(story), 5);
  recover(story);
  return story.end('silent exit', 'always', ['resolved']);
};

/** A deployment that fails and is rolled back. */
export const rolledBack: Telling = (story) => {
  story.described().wait(30, 120);
  story.revision = 10;
  story.rollout = 'IN_PROGRESS';
  const failing = { deploymentId: 'ecs-svc/5192930715196494207' };
  story.described().say(recorded.deploymentStarted(), failing);
  crash(story, story.random.chance(0.5) ? proved(story) : silent(story), 4);
  story.wait(5, 60).say(recorded.deploymentFailed(), failing);
  story.at += 300;
  story.revision = 9;
  story.say(recorded.rollingBack());
  story.rollout = 'COMPLETED';
  story.wait(20, 200).described();
  story.say(recorded.deploymentCompleted(), { deploymentId: 'ecs-svc/7326268798384436989' });
  story.at += 200;
  story.steady();
  return story.end('rolled back', 'always', ['rolled-back', 'resolved']);
};

/** A revision fails, and the next one fails otherwise before a third is good. */
export const racingDeploys: Telling = (story) => {
  story.described();
  const templates = story.random.shuffled([recorded.imageMissing(), recorded.silentExit(), recorded.secretDenied()]);
  for (const template of templates.slice(0, 2)) {
    story.revision += 1;
    story.rollout = 'IN_PROGRESS';
    const deploymentId = `ecs-svc/51929307151964942${story.revision}`;
    story.wait(10, 60).described().say(recorded.deploymentStarted(), { deploymentId });
    crash(story, template, 3);
  }
  story.revision += 1;
  story.wait(10, 60).say(recorded.deploymentStarted(), { deploymentId: 'ecs-svc/6000000000000000001' });
  story.rollout = 'COMPLETED';
  story.wait(20, 100).described();
  story.say(recorded.deploymentCompleted(), { deploymentId: 'ecs-svc/6000000000000000001' }).steady();
  return story.end('racing deploys', 'always', ['resolved']);
};

/** What may heal by itself, often enough within ten minutes. */
export const transientPattern: Telling = (story) => {
  story.described();
  for (let left = story.random.between(3, 5); left > 0; left--) {
    story.wait(10, 90);
    story.fail(story.random.chance(0.5) ? recorded.transient() : recorded.transient());
  }
  recover(story);
  return story.end('transient pattern', 'in-fair-weather', ['resolved']);
};

/** The same, too seldom to be told. */
export const transientOnce: Telling = (story) => {
  story.described();
  for (let left = story.random.between(1, 2); left > 0; left--) {
    story.wait(10, 90);
    story.fail(recorded.otherTransient());
  }
  recover(story);
  return story.end('transient once', 'never', ['resolved']);
};

/** It fails, is well again, fails again. */
export const flapping: Telling = (story) => {
  story.described();
  const template = story.random.chance(0.5) ? proved(story) : silent(story);
  for (let round = 0; round < 3; round++) {
    story.running = 2;
    story.wait(10, 60).described();
    crash(story, template, 2);
    recover(story);
    story.wait(360, 1_200);
  }
  return story.end('flapping', 'always', ['resolved']);
};

/** Tasks that stand outside a service. */
export const family: Telling = (story) => {
  crash(story, story.random.chance(0.5) ? silent(story) : proved(story), 3);
  if (story.random.chance(0.5)) return story.end('family', 'always', ['open', 'recovering']);
  story.wait(60, 600).stop(recorded.finished());
  return story.end('family that recovers', 'always', ['resolved']);
};

export const deleted: Telling = (story) => {
  story.running = 0;
  story.described();
  crash(story, proved(story), 3);
  story.wait(60, 900).deleted();
  return story.end('deleted', 'always', ['deleted']);
};

/** A person sets the desired count to 0. */
export const held: Telling = (story) => {
  story.running = 0;
  story.described();
  crash(story, proved(story), 3);
  story.desired = 0;
  story.wait(60, 600).described();
  return story.end('held', 'always', ['held']);
};

/** Nothing stops, and less runs than should. */
export const silence: Telling = (story) => {
  if (story.random.chance(0.5))
    story.targetGroup = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/6d2f8a90b1c3e457';
  story.described();
  story.running = 0;
  story.wait(900, 1_200).described();
  story.running = story.desired;
  story.wait(3_000, 3_600).described();
  return story.end('silence', 'in-fair-weather', ['resolved']);
};

/** Deployments, scale-in, Spot, a person, maintenance. */
export const normalLife: Telling = (story) => {
  story.described();
  for (let left = story.random.between(2, 6); left > 0; left--)
    story
      .wait(10, 300)
      .stop(story.random.pick([recorded.scaleIn, recorded.byUser, recorded.maintenance, recorded.spot])());
  story.wait(10, 60).say(recorded.deploymentStarted(), { deploymentId: 'ecs-svc/6000000000000000002' });
  story.wait(10, 60).say(recorded.deploymentCompleted(), { deploymentId: 'ecs-svc/6000000000000000002' }).steady();
  return story.end('normal life', 'never');
};

export const muted: Telling = (story) => {
  story.tags = [[MUTE_TAG, 'true']];
  story.described().wait(360, 600);
  story.running = 1;
  story.described();
  crash(story, story.random.chance(0.5) ? silent(story) : proved(story), 3);
  if (story.random.chance(0.5)) recover(story);
  else story.wait(60, 900);
  story.tags = [];
  story.wait(60, 900).described();
  if (story.running < story.desired) recover(story);
  return story.end('muted', 'maybe', ['resolved']);
};

export const ownChannel: Telling = (story) => {
  story.tags = [[CHANNEL_TAG, 'C0TEAM0001']];
  story.running = 2;
  story.described();
  crash(story, proved(story), 3);
  story.wait(20, 60);
  crash(story, silent(story), 2);
  recover(story);
  return story.end('own channel', 'always', ['resolved']);
};

/** ECS says that it cannot start tasks; none stops. */
export const impaired: Telling = (story) => {
  story.described();
  for (let left = story.random.between(1, 4); left > 0; left--)
    story.wait(20, 200).say(story.random.pick([recorded.impaired, recorded.placementFailure])());
  recover(story);
  return story.end('impaired', 'maybe', ['resolved']);
};

/** ECS corrects what it said of a stop, several times. */
export const corrected: Telling = (story) => {
  story.described();
  for (let left = story.random.between(1, 3); left > 0; left--) {
    story.wait(5, 60);
    const taskId = story.fail(silent(story), { version: 5 });
    for (let version = 6; version <= story.random.between(6, 8); version++) {
      if (story.random.chance(0.5)) story.wait(0, 2);
      story.failAgain(proved(story), taskId, { version });
    }
  }
  recover(story);
  return story.end('corrected', 'always', ['resolved']);
};

/** One service, very many stops. */
export const crashLoop: Telling = (story) => {
  story.running = 0;
  story.described();
  const template = story.random.chance(0.5) ? proved(story) : silent(story);
  for (let left = story.random.between(40, 150); left > 0; left--) {
    story.wait(0, 3);
    story.fail(template);
  }
  recover(story);
  return story.end('crash loop', 'always', ['resolved']);
};

/** An archive is replayed while it fails. */
export const replayed: Telling = (story) => {
  story.described();
  for (let left = story.random.between(1, 3); left > 0; left--) {
    story.wait(5, 60);
    story.fail(recorded.imageMissing());
    story.replay(recorded.secretDenied());
  }
  recover(story);
  story.wait(900, 1_500).replay(recorded.imageMissing());
  return story.end('replayed', 'always', ['resolved']);
};

/** One of a storm: many services that fail at once for one reason. */
export const oneOfStorm: Telling = (story) => {
  story.running = 0;
  story.described();
  story.wait(0, 60);
  story.fail(recorded.imageMissing());
  story.wait(600, 900);
  recover(story);
  return story.end('one of a storm', 'always', ['resolved']);
};
