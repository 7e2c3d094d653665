/** What tells what a stack is made of. */
export { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
