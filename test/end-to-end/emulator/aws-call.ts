import type { IncomingHttpHeaders } from 'node:http';

/** One call of AWS as it stands in an HTTP request. */
export interface AwsCall {
  /** As in policies, lower case: `dynamodb`, `sns`, `elasticloadbalancing`. */
  readonly service: string;
  /** `PutItem` */
  readonly action: string;
  /** How its answer must be written. */
  readonly form: 'json' | 'xml';
  /** As sent: the JSON body, or the fields of the form. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Which call a signed request is; undefined for what is none. */
export function awsCallOf({ headers, body }: HttpRequest): AwsCall | undefined {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1];
  if (service === undefined) return undefined;
  const target = headers['x-amz-target'];
  if (typeof target === 'string')
    return {
      service,
      action: target.slice(target.lastIndexOf('.') + 1),
      form: 'json',
      parameters: JSON.parse(body.toString() || '{}') as Record<string, unknown>,
    };
  const form = new URLSearchParams(body.toString());
  const action = form.get('Action');
  return action === null ? undefined : { service, action, form: 'xml', parameters: Object.fromEntries(form) };
}

export const nameOf = ({ service, action }: AwsCall): string => `${service}:${action}`;
