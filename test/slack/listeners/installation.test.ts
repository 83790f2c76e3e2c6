import { describe, expect, test } from '@jest/globals';
import { isOurs } from '../../../src/slack/listeners/installation.ts';

const HERE = { teamId: 'T_OURS', appId: 'A_OURS' };
const SENDER = {
  ...{ api_app_id: 'A_OURS', team: { id: 'T_OURS' }, user: { team_id: 'T_OURS' } },
  message: { app_id: 'A_OURS' },
};

describe('what is sent to this bot', () => {
  test('is taken from a message of this app in this workspace', () => {
    expect(isOurs(SENDER, HERE)).toBe(true);
  });

  test('is taken from a view, which has no message', () => {
    const { message: _, ...view } = SENDER;
    expect(isOurs(view, HERE)).toBe(true);
  });

  test('is taken where the app is installed for a whole organisation, by the team of the person', () => {
    expect(isOurs({ ...SENDER, team: null }, HERE)).toBe(true);
    expect(isOurs({ ...SENDER, team: null, user: { team_id: 'T_ELSE' } }, HERE)).toBe(false);
  });

  test.each([
    ['from another workspace', { team: { id: 'T_ELSE' } }],
    ['for another app', { api_app_id: 'A_ELSE' }],
    ['from a message of another app', { message: { app_id: 'A_ELSE' } }],
    ['from nobody knows where', { team: null, user: {} }],
  ])('is not taken %s', (_where, patch) => {
    expect(isOurs({ ...SENDER, ...patch }, HERE)).toBe(false);
  });

  test('must agree with itself where this bot does not know its own app id', () => {
    const unknown = { ...HERE, appId: null };
    expect(isOurs(SENDER, unknown)).toBe(true);
    expect(isOurs({ ...SENDER, message: { app_id: 'A_ELSE' } }, unknown)).toBe(false);
    expect(isOurs({ ...SENDER, team: { id: 'T_ELSE' } }, unknown)).toBe(false);
  });
});
