import { expect, test } from '@jest/globals';
import type { Grant } from '../../src/dds/credentials/grant.ts';
import { createTokenGrants } from '../../src/dds/credentials/token-grants.ts';
import { stoppedClock } from './clocks.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Signs in anew for each token, which lives a day. */
function open() {
  const clock = stoppedClock();
  let signedIn = 0;
  const signIn = async () => {
    signedIn += 1;
    const expiresAt = new Date(clock.now().getTime() + DAY_MS);
    return { value: `T${signedIn}`, projectId: 'p1', expiresAt };
  };
  const grants = createTokenGrants(signIn, clock);
  async function grant(): Promise<Grant> {
    const given = await grants.grant();
    if ('fault' in given) throw new Error(given.fault.message);
    return given;
  }
  return { clock, grant };
}

test('a refusal of a token that has been replaced tells nothing of later ones', async () => {
  const { clock, grant } = open();
  const [one, other] = [await grant(), await grant()];
  expect(one.settle('refused', 'GET')).toBe(true);
  expect((await grant()).secrets).toEqual(['T2']);
  expect(other.settle('refused', 'GET')).toBe(true);
  clock.move(DAY_MS);
  const later = await grant();
  expect(later.secrets).toEqual(['T3']);
  expect(later.settle('refused', 'DELETE')).toBe(true);
});

test('one that was fetched because of a refusal is not worth a repeat when it is refused too', async () => {
  const { grant } = open();
  expect((await grant()).settle('refused', 'DELETE')).toBe(true);
  expect((await grant()).settle('refused', 'DELETE')).toBe(false);
});
