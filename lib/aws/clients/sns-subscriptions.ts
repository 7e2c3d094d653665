/** What tells who is subscribed: a person uses it and no function does. */
export { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
