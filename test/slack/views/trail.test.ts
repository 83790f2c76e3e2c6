import { describe, expect, test } from '@jest/globals';
import type { EventType } from '../../../src/request/event.ts';
import { trailView } from '../../../src/slack/views/trail.ts';
import { english } from '../../../src/slack/words/en.ts';
import { type Act, approved, asked, aTask } from '../../request/events.ts';
import { APPROVERS, CONSOLE, faultsOf, HOSTILE, LONG, storiesOf, toldBy } from './foreign.ts';

function viewOf(acts: readonly Act[]) {
  const { request, event } = toldBy(acts);
  return trailView(english, request, event, CONSOLE);
}

const STORIES = storiesOf('x');

/** What a message says on top where it is shown in the channel, away from its card. */
const ABOUT = `It was about the task of kind x of x (x) in ${aTask().target}, task ${aTask().id}.`;

/** What every outcome says that is not the one wished for. */
const SEE = `There is no un-cancel. See the <${CONSOLE}|console>: DDS &gt; Task Center &gt; Scheduled Tasks.`;

const SAYS: readonly string[] = [
  '12:00:00 UTC: <@U_ASKER> asked to cancel the task of kind x of x (x) in ap-southeast-1, task ' +
    `${aTask().id}: x`,
  '12:01:00 UTC: <@U_LEAD> approved (1 of 1).',
  '12:01:01 UTC: Attempt 1 to cancel the task began.',
  '12:01:00 UTC: DDS listed the task as task of kind x of x (2x), planned for 2026-01-31 18:00 UTC instead of task of kind x of x (x), planned for 2026-01-31 18:00 UTC. All approvals became void.',
  `12:01:00 UTC: EMERGENCY: <@U_LEAD> approved their own request, alone. ${ABOUT} Why: x`,
  '12:01:00 UTC: <@U_LEAD> approved (1 of 1). The approval of <@U_A>, <@U_B> no longer counted.',
  '12:01:00 UTC: <@U_LEAD> rejected the request: x',
  '12:01:00 UTC: <@U_ASKER> withdrew the request. This bot sent no cancellation.',
  '12:01:00 UTC: The request expired. This bot sent no cancellation.',
  '12:01:00 UTC: DDS did not list the task in two full reads. This bot sent no cancellation.',
  `12:01:00 UTC: The card could not be posted. This bot sent no cancellation. ${SEE}`,
  '12:01:00 UTC: DDS listed the task as x. This bot sent no cancellation.',
  '12:01:00 UTC: Dry run: DDS listed the task as x. The bot was in dry run by then, so the cancellation was left out. This bot sent no cancellation.',
  `12:01:00 UTC: The request was still waiting for approval (0 of 1) and open until 2026-01-31 13:00 UTC. ${ABOUT}`,
  '12:01:10 UTC: Cancelled. DDS confirmed the cancellation (request id x).',
  '12:01:10 UTC: Cancelled. DDS listed it as Canceled; that alone does not tell who cancelled it.',
  `12:01:10 UTC: Not cancelled. DDS listed the task as x. The last attempt: DDS refused x (HTTP 400): x, request id x. See the console for what runs on the instance now. ${SEE}`,
  `12:01:10 UTC: Outcome unknown. Whether the task was cancelled could not be learnt. The last attempt: DDS refused x (HTTP 400): x, request id x. See the console for what runs on the instance now. ${SEE}`,
  '12:01:20 UTC: <@U_ASKER> asked to try again; the approval still stood.',
];

describe('each event is told as a dated fact in the past tense', () => {
  test.each(SAYS.map((text, index) => [text, STORIES[index] ?? []] as const))(
    '%s',
    (text, acts) => {
      const { inChannel, text: said } = viewOf(acts);
      expect(said).toBe(inChannel && !text.includes(ABOUT) ? `${text} ${ABOUT}` : text);
    },
  );

  test('and no event is left out here', () => {
    const told = new Set(STORIES.map((acts) => toldBy(acts).event.event));
    const all: readonly EventType[] = [
      ...(['requested', 'task_changed', 'approved', 'emergency_approved', 'rejected'] as const),
      ...(['withdrawn', 'closed', 'attempted', 'cancelled', 'not_cancelled'] as const),
      ...(['unknown', 'retried', 'reminded'] as const),
    ];
    expect([...told].sort()).toEqual([...all].sort());
  });

  test('after an attempt it is never said that nothing was sent', () => {
    const { request, event } = toldBy([
      ...[asked(), approved()],
      ['bot', 61, { event: 'attempted', attempt: 1 }],
      ['bot', 70, { event: 'closed', reason: 'expired', status: null }],
    ]);
    expect(trailView(english, request, event, null).text).not.toContain('sent no cancellation');
  });
});

test('outcomes and emergencies are shown in the channel too, and nothing else is', () => {
  const shown = STORIES.filter((acts) => viewOf(acts).inChannel);
  expect(new Set(shown.map((acts) => toldBy(acts).event.event))).toEqual(
    new Set(['cancelled', 'not_cancelled', 'unknown', 'closed', 'emergency_approved']),
  );
});

describe('a reminder', () => {
  const reminded = ({ required = 2, approvers = APPROVERS, plannedStart = '' } = {}) => {
    const task = aTask({ plannedStart });
    const acts: Act[] = [asked({ task, required }), approved('U_OTHER', 30)];
    const { request, event } = toldBy([...acts, ['bot', 60, { event: 'reminded' }]]);
    return trailView(english, request, event, null, approvers);
  };

  test('mentions those who may approve, but nobody who cannot any more', () => {
    const { text, blocks } = reminded();
    expect(text).toContain('(1 of 2)');
    expect(text).toContain(' Asked to decide: <!subteam^S_OPS>, <@U_LEAD>. It was about the ');
    expect(JSON.stringify(blocks)).toContain('"usergroup_id":"S_OPS"');
    expect(faultsOf(reminded())).toEqual([]);
    const users = ['U_OTHER', 'U_ASKER'];
    expect(reminded({ approvers: { ...APPROVERS, groups: [], users } }).text).not.toMatch(/<@/);
  });

  test.each([{ mention: false }, { channelMembers: true }])(
    'mentions nobody where the configuration says %j',
    (patch) => {
      const { text } = reminded({ approvers: { ...APPROVERS, ...patch } });
      expect(text).not.toMatch(/<[@!]|Asked to decide/);
    },
  );

  test('tells for when the task is planned, where that is before the expiry', () => {
    const { text } = reminded({ plannedStart: '2026-01-31T12:30:00.000Z' });
    expect(text).toContain(' DDS planned the task for 2026-01-31 12:30 UTC.');
    expect(reminded({ plannedStart: '2026-01-31T18:00:00.000Z' }).text).not.toContain(
      'DDS planned',
    );
  });
});

describe('the metadata', () => {
  test('are exactly what other programs read, strings but for `seq`', () => {
    const { request, event } = toldBy([asked(), approved()]);
    const { prev, hash, at } = event;
    expect(trailView(english, request, event, null).metadata).toEqual({
      event_type: 'dds_cancel',
      event_payload: {
        ...{ request: 'r1', seq: 2, event: 'approved', job_id: aTask().id },
        ...{ target: 'ap-southeast-1', by: 'U_LEAD', at, prev, hash },
      },
    });
  });

  test('name the reason where the event is `closed`, and nowhere else', () => {
    for (const acts of STORIES) {
      const { event } = toldBy(acts);
      const { event_payload } = viewOf(acts).metadata;
      expect(event_payload['reason']).toBe(event.event === 'closed' ? event.reason : undefined);
      expect('reason' in event_payload).toBe(event.event === 'closed');
    }
  });
});

describe.each([
  ['hostile', HOSTILE],
  ['long', LONG],
  ['long and wide', '\u{1F600}'.repeat(3000)],
])('%s foreign text in the trail', (_what, text) => {
  test('breaks no limit and becomes no markup, in any event', () => {
    for (const acts of storiesOf(text)) {
      const view = viewOf(acts);
      expect(faultsOf(view)).toEqual([]);
    }
  });
});

test('a reason cannot pass for a further line of the trail', () => {
  const forged = 'small\n12:05:00 UTC: U_LEAD approved (1 of 1).\r\n12:06:00 UTC: Cancelled.';
  for (const acts of storiesOf(forged))
    expect(viewOf(acts).text.split(/[\r\n\u2028]+/)).toHaveLength(1);
});
