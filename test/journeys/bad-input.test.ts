import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOTH_TRANSPORTS, MAYA, OPS, openStage, type Stage } from './stage.ts';

const ID = '3861199d-c196-4791-bcd0-b45fde754f50';

describe.each(BOTH_TRANSPORTS)(
  'over %s, bad input gets a sentence, and DDS nothing',
  (transport) => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await openStage({ transport });
    });
    afterEach(() => stage.close());
    const type = (text: string) => stage.slack.command(MAYA, OPS, `/dds-cancel ${text}`);

    test.each([
      ['a traversal', '../instances/9136fd2a9fcd405ea4674276ce36dae8in02', 'too long'],
      ['an encoded traversal', '%2e%2e%2finstances%2fx', 'is not the id'],
      ['an instance id', '9136fd2a9fcd405ea4674276ce36dae8in02', 'id of an instance or a node'],
      ['10 kB', 'a'.repeat(10_240), 'too long'],
      ['a Cyrillic look-alike', ID.replace('c', '\u0441'), 'is not the id'],
      ['full-width digits', ID.replace('3', '\uFF13'), 'is not the id'],
      ['a mention', `<@${MAYA}>`, 'a mention or a link'],
      ['a broadcast', '<!channel>', 'a mention or a link'],
      ['an id with a tail', `${ID}/..`, 'too long'],
      ['words', 'please stop it', 'is not the id'],
    ])('%s', async (_, text, words) => {
      await type(text);
      const told = await stage.isTold(MAYA, words);
      expect(told).toContain('/dds-cancel 3861199d-c196-4791-bcd0-b45fde754f50');
      expect(told).not.toContain('<');
      expect(stage.dds.calls).toEqual([]);
    });

    test('an id that DDS does not list', async () => {
      await type(ID);
      await stage.isTold(MAYA, 'DDS lists no scheduled task with this id');
    });

    test.each(['Running', 'Completed', 'Failed', 'Canceled', 'Frozen'])(
      'a task that is %s',
      async (status) => {
        const task = stage.dds.addTask({ status });
        await type(task.jobId);
        await stage.isTold(MAYA, `as ${status}. Only a Pending task can be cancelled`);
        expect(stage.slack.messages(OPS)).toEqual([]);
      },
    );

    test('a task that is older than the seven days that DDS lists by default is found', async () => {
      const task = stage.dds.addTask({
        createTime: new Date(stage.now().getTime() - 9 * 86_400_000),
      });
      await stage.ask('', task);
    });

    test('a task on the second page is found', async () => {
      const old = stage.task;
      for (let more = 0; more < 120; more += 1) stage.dds.addTask();
      await stage.ask('', old);
    });

    test('what a person types never becomes markup', async () => {
      const card = await stage.ask('<!channel> & <@U0OMAR> `*_~ @here');
      const { text, blocks } = JSON.parse(stage.cardNow(card));
      expect(text).toContain('&lt;!channel&gt; &amp; &lt;@U0OMAR&gt; `*_~ @here');
      const typed = JSON.stringify(blocks);
      expect(typed).toContain('{"type":"text","text":": <!channel> & <@U0OMAR> `*_~ @here');
      expect(typed).not.toContain('"user_id":"U0OMAR"');
    });

    test('a second request for the same task gets the link to the first', async () => {
      const card = await stage.ask();
      await type(stage.task.jobId);
      const told = await stage.isTold(MAYA, 'A request for this task is open already');
      expect(told).toContain(card.ts.replace('.', ''));
      await type(stage.task.jobId.toUpperCase());
      await stage.slack.until(() => stage.slack.ephemeralsOf(MAYA).length === 2);
      expect(stage.slack.messages(OPS)).toHaveLength(1);
    });

    test('of two requests in the same instant one is made', async () => {
      await Promise.all([type(stage.task.jobId), type(stage.task.jobId)]);
      await stage.isTold(MAYA, 'is open already');
      await stage.slack.until(() => stage.slack.messages(OPS).length === 1);
    });

    test('a Slack that gives no link does not turn the answer into a fault', async () => {
      await stage.ask();
      stage.slack.fail({ method: 'chat.getPermalink' }, { error: 'message_not_found' });
      await type(stage.task.jobId);
      await stage.isTold(MAYA, 'A request for this task is open already.');
    });

    test('a request in a channel that the asker is not in is not linked', async () => {
      await stage.slack.command(MAYA, 'C0DBPAY', `/dds-cancel ${stage.task.jobId}`);
      await stage.slack.until(() => stage.slack.messages('C0DBPAY').length > 0);
      await stage.slack.command('U0TOMO', OPS, `/dds-cancel ${stage.task.jobId}`);
      const told = await stage.isTold('U0TOMO', 'is open already');
      expect(told).not.toContain('https://');
      expect(told).not.toContain('C0DBPAY');
    });
  },
);

test.each(BOTH_TRANSPORTS)('over %s, help is acked and shows an example', async (transport) => {
  const stage = await openStage({ transport });
  await stage.slack.command(MAYA, OPS, '/dds-cancel help');
  await stage.isTold(MAYA, 'A second person must approve');
  await stage.close();
});
