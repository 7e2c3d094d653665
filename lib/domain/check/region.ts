/** A Region, such as `eu-central-1`, `us-gov-west-1`. */
export const REGION = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;
