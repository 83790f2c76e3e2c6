import { type Check, fail, ok, warn } from '../check.ts';

/** How far a connection to an address came, from the name to the certificate. */
export type Reach =
  /** `expiresAt`: of the certificate; `null` for plain http. */
  | { readonly reached: true; readonly expiresAt: Date | null }
  | {
      readonly reached: false;
      readonly step: 'name' | 'connection' | 'certificate';
      /** Node's word for it, e.g. `ENOTFOUND`. */
      readonly code: string;
    };

/** An expired certificate is the other side's to renew; so late it rather is a machine in between. */
const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

/** `variable`: what gives the address; `null` where the other side does. */
export function endpointCheck(
  id: string,
  { name, origin, variable }: { name: string; origin: string; variable: string | null },
  reach: Reach,
  now: Date,
): Check {
  const what = `${name}: ${origin}`;
  if (!reach.reached)
    return fail(id, `${what} ${SAID[reach.step]} (${reach.code}).`, next(reach.step, variable));
  if (reach.expiresAt === null) return ok(id, `${what} is reached, over plain http.`);
  const day = reach.expiresAt.toISOString().slice(0, 10);
  const daysLeft = (reach.expiresAt.getTime() - now.getTime()) / DAY_MS;
  if (daysLeft > SOON_DAYS)
    return ok(id, `${what} is reached; its certificate is good until ${day}.`);
  return warn(
    id,
    `${what} is reached, but its certificate ends on ${day}.`,
    'If a proxy or gateway of yours presents it, have it renewed.',
  );
}

const SAID = {
  name: 'has no address in DNS',
  connection: 'does not take a connection',
  certificate: 'shows no certificate that this machine trusts',
};

function next(step: keyof typeof SAID, variable: string | null): string {
  const correct = variable === null ? '' : `, or correct ${variable}`;
  if (step === 'name') return `Let the DNS of this machine resolve it${correct}.`;
  if (step === 'connection') return `Let the firewall pass outgoing HTTPS to it${correct}.`;
  return `If a proxy of yours opens TLS, name its CA in NODE_EXTRA_CA_CERTS${correct}.`;
}
