import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Headers that were seen on answers of the real gateway. */
const GATEWAY_HEADERS = {
  Server: 'api-gateway',
  'Cache-Control': 'no-cache, no-store, must-revalidate',
  Pragma: 'no-cache',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
};

/** Sends an answer with the headers every answer has; a 204 has neither a body nor a word about one. */
export function send(
  response: ServerResponse,
  answer: Answer,
  { requestId, isIam, at }: { requestId: string; isIam: boolean; at: Date },
): void {
  if (response.destroyed) return;
  const body = bodyOf(answer, requestId);
  response.writeHead(answer.status, {
    ...GATEWAY_HEADERS,
    Date: at.toUTCString(),
    'X-Request-Id': requestId,
    ...(isIam ? { 'X-IAM-Trace-Id': `token_sandbox_${requestId}` } : {}),
    ...(answer.json ? { 'Content-Type': 'application/json' } : {}),
    ...(answer.status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    ...answer.headers,
  });
  response.end(body === '' ? undefined : body);
}

function bodyOf(answer: Answer, requestId: string): string {
  if (!answer.json) return answer.text ?? '';
  return JSON.stringify(
    answer.fromGateway ? { ...answer.json, request_id: requestId } : answer.json,
  );
}
