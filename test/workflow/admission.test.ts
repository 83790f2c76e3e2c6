import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAdmission } from '../../src/workflow/admission.ts';
import type { Place } from '../../src/workflow/ports.ts';
import { createFakeDirectory, type FakeDirectory } from './fakes.ts';

let directory: FakeDirectory;
beforeEach(() => {
  directory = createFakeDirectory('U_LEAD');
});

describe('where somebody may ask', () => {
  const entryFor = (from: string | null, channels: readonly string[] | null = null) =>
    createAdmission({ directory, channels: channels && new Set(channels) }).entryFor(
      'U_ASKER',
      from,
    );

  test('is the channel they come from', async () => {
    expect(await entryFor('C_OPS')).toEqual({ channel: 'C_OPS' });
    expect(await entryFor('C_OPS', ['C_PAY', 'C_OPS'])).toEqual({ channel: 'C_OPS' });
  });

  test('is else the first channel that is named and where they may', async () => {
    directory.members.set('C_ONE', new Set());
    expect(await entryFor('C_ALERTS', ['C_ONE', 'C_TWO'])).toEqual({ channel: 'C_TWO' });
    expect(await entryFor(null, ['C_ONE', 'C_TWO'])).toEqual({ channel: 'C_TWO' });
  });

  test('is nowhere known where no channel is named', async () => {
    directory.members.set('C_ALERTS', new Set());
    expect(await entryFor('C_ALERTS')).toEqual({
      ...{ channel: null, obstacle: { answer: 'not a member' } },
    });
    expect(await entryFor(null)).toEqual({ channel: null, obstacle: null });
  });

  test('is not decided where Slack gives no clear answer', async () => {
    directory.inDoubt = true;
    await expect(entryFor('C_OPS')).rejects.toThrow('no clear answer');
  });
});

describe('in the way stands', () => {
  const obstacle = (channels: readonly string[] | null = null) =>
    createAdmission({ directory, channels: channels && new Set(channels) }).obstacleTo(
      'U_ASKER',
      'C_OPS',
    );

  test('nothing, for a member of a channel where people ask', async () => {
    expect(await obstacle(['C_OPS'])).toBeNull();
  });

  test('that somebody is not in the channel', async () => {
    directory.members.set('C_OPS', new Set(['U_LEAD']));
    expect(await obstacle()).toEqual({ answer: 'not a member' });
  });

  test('that a guest may not, whether or not they are in the channel', async () => {
    directory.members.set('C_OPS', new Set());
    directory.kinds.set('U_ASKER', 'guest');
    expect(await obstacle()).toEqual({ answer: 'not eligible', why: 'guest' });
  });

  test('a channel that is not named, before anybody is asked about anything', async () => {
    expect(await obstacle(['C_ELSE'])).toEqual({
      ...{ answer: 'channel not allowed', channels: ['C_ELSE'] },
    });
    expect(directory.asked).toEqual([]);
  });

  test.each(['bot not in channel', 'archived', 'direct message'] as const)('%s', async (kind) => {
    directory.place_ = { kind } satisfies Place;
    expect(await obstacle()).toEqual({ answer: kind });
  });
});
