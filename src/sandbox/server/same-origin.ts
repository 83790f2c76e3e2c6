import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/**
 * Refuses what another web site, open in the same browser, may have sent: a name that was rebound to
 * 127.0.0.1 shows in `Host`, a cross-site call in `Origin` and `Sec-Fetch-Site`.
 */
export function mustBeSameOrigin({ headers }: IncomingMessage, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = headers;
  if (!hosts.includes(host)) throw new HttpError(421, `This is not ${host || 'a named host'}.`);
  if (origin !== undefined && origin !== `http://${host}`) throw otherSite();
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw otherSite();
}

function otherSite(): HttpError {
  return new HttpError(403, 'Only the sandbox page may ask this.');
}
