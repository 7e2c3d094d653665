import { Command, Option } from 'commander';
import { TEST_KINDS, type TestKind, testAlert } from '../app/test-alert';
import { alertTitle } from '../render/alert/alert-title';
import { topicMessage } from '../render/topic-message';
import { deploymentOptions, type LiveOptions, onDeployment } from './live-command';
import { EXIT, print } from './output';

interface Options extends LiveOptions {
  readonly kind: TestKind;
}

export const sendTestCommand = (): Command => {
  const command = new Command('send-test')
    .summary('send a test alert to every channel; AWS')
    .description(
      'Publishes an alert that says of itself that it is a test, so that every channel can be checked: Slack, e-mail, ' +
        'Amazon Q and whatever else is subscribed to the topic.',
    )
    .addOption(new Option('--kind <kind>', 'what kind of alert').choices([...TEST_KINDS]).default('opened'));
  for (const option of deploymentOptions()) command.addOption(option);
  return command.action(async ({ kind, ...options }: Options) => {
    process.exitCode = await onDeployment(options, async ({ store, messages, alertsTopicArn }) => {
      const alert = testAlert(kind, Date.now());
      // As with every alert, what is told is stored first: a delivery that must be tried again reads it.
      await store.writeAlert(alert);
      await messages.publish(topicMessage(alert));
      await print(
        `Sent "${alertTitle(alert)}"\nto ${alertsTopicArn}.\n` +
          'Each channel that is set up shows it within a minute. Where one does not: ecs-medic redrive --dry-run shows ' +
          'what was given up.\n',
      );
      return EXIT.fine;
    });
  });
};
