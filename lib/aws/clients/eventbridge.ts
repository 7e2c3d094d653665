/** What is used of EventBridge; a person uses it and no function does. */
export { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
