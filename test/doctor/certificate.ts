import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate that signs itself, for `localhost`, good until then. */
export function certificate(until: Date): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = body(publicKey, until);
  const signature = sign('sha256', signed, privateKey);
  const der = sequence(signed, ECDSA, tlv(0x03, Buffer.concat([Buffer.of(0), signature])));
  const base64 = der.toString('base64').replace(/.{1,64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** See https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function body(publicKey: KeyObject, until: Date): Buffer {
  const version = tlv(0xa0, tlv(0x02, Buffer.of(2)));
  const serial = tlv(0x02, Buffer.of(1));
  const name = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from('localhost')))));
  const validity = sequence(time(new Date(until.getTime() - 365 * 86_400_000)), time(until));
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' });
  const names = sequence(tlv(0x82, Buffer.from('localhost')));
  const extensions = tlv(0xa3, sequence(sequence(oid('551d11'), tlv(0x04, names))));
  return sequence(version, serial, ECDSA, name, validity, name, subjectKey, extensions);
}

/** ecdsa-with-SHA256 */
const ECDSA = sequence(oid('2a8648ce3d040302'));

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

function time(at: Date): Buffer {
  return tlv(0x18, Buffer.from(`${at.toISOString().replace(/\.\d+|[-:T]/g, '')}`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), value]);
}
