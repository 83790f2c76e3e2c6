import { request } from 'node:http';
import { decodeQuery } from '../../../src/sandbox/dds/incoming.ts';
import { canonicalRequest, signatureOf } from '../../../src/sandbox/dds/signature.ts';
import type { DdsSimulator } from '../../../src/sandbox/dds/simulator.ts';

export interface Signing {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly securityToken?: string | undefined;
  /** Signed as `X-Project-Id`; left out if `undefined`. */
  readonly projectHeader?: string | undefined;
  /** The client's clock. */
  readonly at?: Date;
  /** Laid over the headers after signing. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls DDS as a careful client does: signed, below the project's path. */
export function call(dds: DdsSimulator, method: string, below: string, signing: Signing = {}) {
  const target = `/v3/${dds.projectId}${below}`;
  return fetch(`${dds.url}${target}`, {
    method,
    headers: signedHeaders(dds, method, target, signing),
    redirect: 'manual',
  });
}

export function list(dds: DdsSimulator, query: Record<string, string> = {}, signing: Signing = {}) {
  const text = new URLSearchParams(query).toString();
  return call(dds, 'GET', `/scheduled-jobs${text === '' ? '' : `?${text}`}`, signing);
}

export function cancel(dds: DdsSimulator, jobId: string, signing: Signing = {}) {
  return call(dds, 'DELETE', `/scheduled-jobs/${jobId}`, signing);
}

export function signedHeaders(
  dds: DdsSimulator,
  method: string,
  target: string,
  signing: Signing = {},
): Record<string, string> {
  const { accessKey, secretKey, securityToken, projectHeader } = {
    projectHeader: dds.projectId,
    ...dds,
    ...signing,
  };
  const [path = '', query = ''] = target.split('?');
  const at = (signing.at ?? new Date()).toISOString();
  const headers: Record<string, string> = {
    host: new URL(dds.url).host,
    ...(projectHeader === undefined ? {} : { 'x-project-id': projectHeader }),
    'x-sdk-date': at.replace(/[-:]|\.\d+/g, ''),
    ...(securityToken === undefined ? {} : { 'x-security-token': securityToken }),
  };
  const names = Object.keys(headers).sort();
  const canonical = canonicalRequest(
    { method, path, query: decodeQuery(query), headers, body: '' },
    names,
  );
  const signature = signatureOf(canonical, headers['x-sdk-date'] ?? '', secretKey);
  const Authorization = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const { host: _, ...sent } = headers;
  return { ...sent, Authorization, ...signing.headers };
}

/** Sends a target exactly as it is spelled; `fetch` would tidy it. */
export function rawCall(
  dds: DdsSimulator,
  method: string,
  target: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(dds.url);
    const all = body === '' ? headers : { ...headers, 'Content-Length': String(body.length) };
    const options = { host: '127.0.0.1', port, method, path: target, headers: all, agent: false };
    request(options, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end(body);
  });
}

export async function codeOf(response: Response): Promise<string> {
  const { error_code } = (await response.json()) as { error_code?: string };
  return `${response.status} ${error_code}`;
}
