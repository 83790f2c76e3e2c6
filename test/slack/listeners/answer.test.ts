import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RespondArguments, RespondFn } from '@slack/bolt';
import { createAnswerPrivately } from '../../../src/slack/listeners/answer.ts';
import type { EphemeralMessage, Poster } from '../../../src/slack/web/poster.ts';
import { english } from '../../../src/slack/words/en.ts';
import { say } from '../../../src/slack/words/sentence.ts';
import type { Posted } from '../../../src/workflow/posting.ts';
import { HOSTILE } from '../views/foreign.ts';

let responses: RespondArguments[];
let ephemerals: EphemeralMessage[];
let posted: Posted;
const message = { channel: 'C_OPS', ts: '1.000100' };

beforeEach(() => {
  [responses, ephemerals] = [[], []];
  posted = { posted: 'yes', message };
});

const poster: Poster = {
  post: async () => posted,
  update: async () => posted,
  remove: async () => posted,
  async postEphemeral(ephemeral) {
    ephemerals.push(ephemeral);
    return posted;
  },
};
const answer = createAnswerPrivately(english, poster);
const to = { channel: 'C_OPS', user: 'U_ASKER' };

function responding(works: boolean): RespondFn {
  return async (response) => {
    if (!works) throw new Error('used up');
    responses.push(typeof response === 'string' ? { text: response } : response);
    return new Response();
  };
}

describe('an answer to one person', () => {
  test('goes the way Slack opened, to nobody else, and leaves the card alone', async () => {
    await answer({ ...to, respond: responding(true) }, say`No.`);
    expect(responses).toEqual([
      expect.objectContaining({ response_type: 'ephemeral', replace_original: false, text: 'No.' }),
    ]);
    expect(ephemerals).toEqual([]);
  });

  test('pings nobody by a name in foreign text, on the way that Slack opened either', async () => {
    await answer({ ...to, respond: responding(true) }, say`It is called ${'@maya'}.`);
    expect(responses).toEqual([expect.objectContaining({ parse: 'none', link_names: false })]);
  });

  test('goes another way where that one is used up or missing', async () => {
    await answer({ ...to, respond: responding(false) }, say`No.`);
    await answer({ ...to, respond: null }, say`No.`);
    expect(ephemerals).toEqual([1, 2].map(() => expect.objectContaining({ ...to, text: 'No.' })));
  });

  test('that Slack takes neither way is a fault, which names no foreign text', async () => {
    posted = { posted: 'never', error: 'user_not_in_channel' };
    await expect(answer({ ...to, respond: null }, say`${HOSTILE}`)).rejects.toThrow(
      'Slack took no answer to U_ASKER: user_not_in_channel',
    );
  });

  test.each([true, false])(
    'shows foreign text as it is, not as markup (responding: %j)',
    async (works) => {
      await answer({ ...to, respond: responding(works) }, say`It is called ${HOSTILE}.`);
      const sent = JSON.stringify(works ? responses : ephemerals);
      // `text` alone is read as mrkdwn: escaping does not stop `code`, *bold* or a bare @here.
      expect(sent).toContain('"rich_text"');
      expect(sent).toContain(JSON.stringify(HOSTILE).slice(1, -1));
    },
  );
});
