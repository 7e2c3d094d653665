/** What is used of ECR, so that a bundle holds nothing else of it. */
export { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
