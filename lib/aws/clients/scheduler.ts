/** What is used of EventBridge Scheduler; a person uses it and no function does. */
export { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
