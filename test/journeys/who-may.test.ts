import { afterEach, describe, expect, test } from '@jest/globals';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import { passAMinute } from './pass-a-minute.ts';
import {
  BOTH_TRANSPORTS,
  GWEN,
  IRIS,
  MAYA,
  OMAR,
  OPS,
  openStage,
  type Stage,
  TOMO,
} from './stage.ts';

const NEW = { name: 'new', real_name: 'New Person' };

describe.each(BOTH_TRANSPORTS)('over %s, who may ask, approve, and where', (transport) => {
  let stage: Stage;
  const pace = { transport, speed: 30 };
  const type = (user: string, channel: string, text?: string) =>
    stage.slack.command(user, channel, text ?? `/dds-cancel ${stage.task.jobId}`);
  afterEach(() => stage.close());

  test('nobody who may not ask can make the bot read DDS', async () => {
    stage = await openStage({ ...pace, env: { REQUESTERS: MAYA, CHANNELS: OPS } });
    const { slack, dds } = stage;
    await type(TOMO, OPS);
    await stage.isTold(TOMO, 'you are not on the list');
    await type(GWEN, OPS);
    await stage.isTold(GWEN, 'guests of the workspace may not');
    await type(MAYA, CHANNELS.payments.id);
    await stage.isTold(MAYA, `Requests are not made in this channel. Use one of these: <#${OPS}>`);
    expect(dds.calls).toEqual([]);
    expect(slack.messages(OPS)).toEqual([]);
    await stage.ask();
  });

  test('an outsider who clicks cannot make the bot read DDS either', async () => {
    stage = await openStage(pace);
    const card = await stage.ask();
    const before = stage.dds.calls.length;
    await stage.press(TOMO, 'Approve', card);
    await stage.isTold(TOMO, 'You may not decide this request');
    expect(stage.dds.calls).toHaveLength(before);
  });

  test('a channel shared outside is refused to ask in, and to approve in once it is shared', async () => {
    stage = await openStage(pace);
    const { slack, dds } = stage;
    await type(MAYA, CHANNELS.vendor.id);
    await stage.isTold(MAYA, 'this channel is shared with another organisation');
    const card = await stage.ask();
    slack.share(OPS);
    // Facts about a channel are kept for a minute at most.
    await passAMinute(stage);
    await stage.press(OMAR, 'Approve', card);
    await stage.isTold(OMAR, 'this channel is shared with another organisation');
    expect(dds.cancellations).toEqual([]);
  });

  test('where the bot is not a member it says how to invite it', async () => {
    stage = await openStage(pace);
    stage.slack.addChannel({ id: 'C0EMPTY', name: 'empty', members: [MAYA], botIsMember: false });
    stage.slack.addChannel({
      ...{ id: 'C0SECRET', name: 'secret', members: [MAYA], botIsMember: false, private: true },
    });
    await type(MAYA, 'C0EMPTY');
    await stage.isTold(MAYA, '/invite @dds-cancel');
    await type(MAYA, 'C0SECRET');
    await stage.slack.until(() => stage.slack.ephemeralsOf(MAYA).length === 2);
    expect(stage.slack.ephemeralsOf(MAYA)[1]?.text).toContain('/invite @dds-cancel');
    expect(stage.dds.calls).toEqual([]);
  });

  test('a direct message is no place for a request', async () => {
    stage = await openStage(pace);
    stage.slack.addChannel({ id: 'D0MAYA', name: '', kind: 'im', members: [MAYA] });
    await type(MAYA, 'D0MAYA');
    await stage.isTold(MAYA, 'a second person can see and approve it');
  });

  test('where nobody else could approve, the asker is told before anything is posted', async () => {
    stage = await openStage({ ...pace, env: { APPROVERS: MAYA } });
    await type(MAYA, OPS);
    await stage.isTold(MAYA, 'Nobody could approve this here');
    expect(stage.slack.messages(OPS)).toEqual([]);
  });

  test.each([
    ['a guest', { ...NEW, id: 'U0NEW', kind: 'guest (multi-channel)' }, 'guests of the workspace'],
    ['a bot', { ...NEW, id: 'U0NEW', kind: 'bot' }, 'bots may not'],
    ['an external person', { ...NEW, id: 'U0NEW', kind: 'external' }, 'another organisation'],
  ] as const)('%s cannot approve, even where the list names them', async (_, person, words) => {
    stage = await openStage({ ...pace, env: { APPROVERS: `${OMAR},U0NEW` } });
    const { slack, dds } = stage;
    slack.addPerson(person);
    slack.invite(OPS, person.id);
    const card = await stage.ask();
    await stage.press(person.id, 'Approve', card);
    await stage.isTold(person.id, words);
    expect(dds.cancellations).toEqual([]);
  });

  test('where the channel approves, any full member but the requester may', async () => {
    stage = await openStage({ ...pace, env: { APPROVERS: 'channel', CHANNELS: OPS } });
    const card = await stage.ask();
    expect(stage.cardNow(card)).toContain('Any full member of this channel may approve');
    await stage.press(GWEN, 'Approve', card);
    await stage.isTold(GWEN, 'guests of the workspace may not');
    await stage.press(TOMO, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });

  test('two approvals take two people, and both are asked about again at the second', async () => {
    stage = await openStage({
      ...pace,
      env: { REQUIRED_APPROVALS: '2', APPROVERS: [OMAR, IRIS, TOMO].join() },
    });
    const { slack, dds } = stage;
    const card = await stage.ask();
    await stage.press(OMAR, 'Approve', card);
    await stage.trailSays(card, `<@${OMAR}> approved (1 of 2).`);
    await stage.press(OMAR, 'Approve', card);
    await stage.isTold(OMAR, 'You have approved this request already');
    slack.addPerson({ ...NEW, id: OMAR, kind: 'deactivated' });
    await passAMinute(stage);
    await stage.press(IRIS, 'Approve', card);
    await stage.trailSays(card, `The approval of <@${OMAR}> no longer counted.`);
    expect(dds.cancellations).toEqual([]);
    await stage.press(TOMO, 'Approve', card);
    await stage.trailSays(card, 'DDS confirmed the cancellation');
  });

  test('where Slack does not say who somebody is, nothing is decided', async () => {
    stage = await openStage(pace);
    const card = await stage.ask();
    stage.slack.fail({ method: 'users.info', times: 2 }, { status: 503 });
    await passAMinute(stage);
    await stage.press(OMAR, 'Approve', card);
    await stage.isTold(OMAR, 'I could not check with Slack who may do this');
    expect(stage.dds.cancellations).toEqual([]);
  });
});
