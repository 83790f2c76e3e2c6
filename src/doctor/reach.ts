import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls, type SecureContextOptions, type TLSSocket } from 'node:tls';
import type { Reach } from '../ops/doctor/words/endpoint.ts';

type Unreached = Extract<Reach, { reached: false }>;

/** Looks the name up, connects, and for TLS checks the certificate; sends nothing. Never rejects. */
export async function reach(
  url: URL,
  timeoutMs: number,
  trust: Pick<SecureContextOptions, 'ca'> = {},
): Promise<Reach> {
  // Brackets are a URL's spelling of an IPv6 address.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPlain = url.protocol === 'http:' || url.protocol === 'ws:';
  const port = Number(url.port) || (isPlain ? 80 : 443);
  const unknown = await Promise.race([
    lookup(host).then(() => null, codeOf),
    pause(timeoutMs, 'time-out', { ref: false }),
  ]);
  if (unknown !== null) return { reached: false, step: 'name', code: unknown };
  return isPlain
    ? await connected({ host, port }, timeoutMs)
    : await secured({ host, port, ...trust }, timeoutMs);
}

interface Place {
  readonly host: string;
  readonly port: number;
}

async function connected(place: Place, timeoutMs: number): Promise<Reach> {
  return await new Promise((resolve) => {
    const socket = connect(place);
    const end = (how: Reach) => {
      socket.destroy();
      resolve(how);
    };
    const no = (code: string): Unreached => ({ reached: false, step: 'connection', code });
    socket.setTimeout(timeoutMs, () => end(no('time-out')));
    socket.once('connect', () => end({ reached: true, expiresAt: null }));
    socket.once('error', (error) => end(no(codeOf(error))));
  });
}

async function secured(place: Place & SecureContextOptions, timeoutMs: number): Promise<Reach> {
  return await new Promise((resolve) => {
    let step: Unreached['step'] = 'connection';
    const socket = connectTls({ ...place, ...nameOf(place.host) });
    const end = (how: Reach) => {
      socket.destroy();
      resolve(how);
    };
    const no = (code: string) => end({ reached: false, step, code });
    socket.setTimeout(timeoutMs, () => no('time-out'));
    socket.once('connect', () => {
      step = 'certificate';
    });
    socket.once('secureConnect', () => end({ reached: true, expiresAt: expiryOf(socket) }));
    socket.once('error', (error) => no(codeOf(error)));
    socket.once('close', () => no('connection closed'));
  });
}

/** An address may not be sent as a server name: RFC 6066, section 3. */
function nameOf(host: string): { readonly servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}

function expiryOf(socket: TLSSocket): Date {
  return new Date(socket.getPeerCertificate().valid_to);
}

/** Node's word for what failed; one error for each address of the host may be wrapped in another. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no reason given';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'no reason given';
}
