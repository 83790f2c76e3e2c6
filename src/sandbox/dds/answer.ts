import { DDS_CODES, type DdsCode } from './dds-codes.ts';

/** What a call is answered with, before the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Sent as it is, instead of JSON; its content type is the headers' business. */
  readonly text?: string;
  /** The gateway repeats the value of `X-Request-Id` in the body; DDS does not. */
  readonly fromGateway?: boolean;
}

/** DDS's own error, with the status of DDS's code table. */
export function ddsError(code: DdsCode, ...details: readonly string[]): Answer {
  const { status, message } = DDS_CODES[code];
  const error_msg = details.reduce(
    (text, detail, index) => text.replace(`{${index}}`, detail),
    message,
  );
  return { status, json: { error_code: code, error_msg } };
}

/** An error of the API gateway in front of DDS. */
export function gatewayError(status: number, code: string, message: string): Answer {
  return { status, json: { error_msg: message, error_code: code }, fromGateway: true };
}

/** The gateway knows no such path or method. */
export function notPublished(): Answer {
  const message = 'The API does not exist or has not been published in the environment';
  return gatewayError(404, 'APIGW.0101', message);
}

/** IAM's (Keystone's) error shape; its `code` is a number. */
export function iamError(code: number, title: string, message: string): Answer {
  return { status: code, json: { error: { code, message, title } } };
}
