import { matching } from './form';

export const TOPIC_ARN = matching('the ARN of an SNS topic', /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}$/);

export const QUEUE_URL = matching('the URL of an SQS queue', /^https?:\/\/\S{1,1000}$/);
