import type { CancelRequest } from '../../../src/request/cancel-request.ts';
import type { EventData, RequestEvent } from '../../../src/request/event.ts';
import { fold } from '../../../src/request/fold.ts';
import type { DdsFault, ScheduledTask } from '../../../src/request/task.ts';
import { checkMessage } from '../../../src/sandbox/slack/block-kit/check-message.ts';
import type { MessageView } from '../../../src/slack/views/card.ts';
import type { ApproverList } from '../../../src/slack/words/told.ts';
import { type Act, afterNoon, approved, aTask, attempted, story } from '../../request/events.ts';

/** What somebody would write to be more than text. */
export const HOSTILE =
  '<!channel> <!here> <@U123> <#C1|x> <https://example.com|y> @here `code` *bold* _i_ ~s~ & &lt; > :x: "q" \u202E';
/** As long as a field can get, and longer still once escaped. */
export const LONG = '&<>'.repeat(1000);

export function aTaskOf(text: string): ScheduledTask {
  const fields = { kind: text, status: text, instanceId: text };
  return aTask({ ...fields, instanceName: text, instanceStatus: text });
}

export function aFaultOf(text: string): DdsFault {
  return { kind: 'refused', status: 400, code: text, message: text, callId: text };
}

export function askedFor(text: string, patch: Partial<ScheduledTask> = {}): Act {
  const task = { ...aTaskOf(text), ...patch };
  return [
    'U_ASKER',
    0,
    {
      event: 'requested',
      ...{ target: task.target, channel: 'C_OPS', task, reason: text, required: 1 },
      expiresAt: afterNoon(3600).toISOString(),
    },
  ];
}

/** Every kind of event with this text wherever foreign text can be, each after what makes it possible. */
export function storiesOf(text: string): readonly (readonly Act[])[] {
  const opening = askedFor(text);
  const ended = (data: EventData): Act[] => [opening, approved(), attempted(), ['bot', 70, data]];
  const before = (by: string, data: EventData): Act[] => [opening, [by, 60, data]];
  const fault = aFaultOf(text);
  return [
    [opening],
    [opening, approved()],
    [opening, approved(), attempted()],
    before('bot', { event: 'task_changed', task: { ...aTaskOf(text), instanceId: `2${text}` } }),
    before('U_LEAD', { event: 'emergency_approved', revision: 1, reason: text }),
    before('U_LEAD', { event: 'approved', revision: 1, dropped: ['U_A', 'U_B'] }),
    before('U_LEAD', { event: 'rejected', reason: text }),
    before('U_ASKER', { event: 'withdrawn' }),
    before('bot', { event: 'closed', reason: 'expired', status: null }),
    before('bot', { event: 'closed', reason: 'gone', status: null }),
    before('bot', { event: 'closed', reason: 'card not posted', status: null }),
    before('bot', { event: 'closed', reason: 'started', status: text }),
    before('bot', { event: 'closed', reason: 'dry run', status: text }),
    before('bot', { event: 'reminded' }),
    ended({ event: 'cancelled', how: 'confirmed', callId: text }),
    ended({ event: 'cancelled', how: 'listed', callId: null }),
    ended({ event: 'not_cancelled', status: text, fault }),
    ended({ event: 'unknown', fault }),
    [
      ...ended({ event: 'not_cancelled', status: 'Pending', fault: null }),
      ['U_ASKER', 80, { event: 'retried' }],
    ],
  ];
}

/** The last event of a story, and the request as it stands after it. */
export function toldBy(acts: readonly Act[]): { event: RequestEvent; request: CancelRequest } {
  const events = story(acts);
  const event = events.at(-1);
  if (event === undefined) throw new Error('A story begins with `requested`.');
  return { event, request: fold(events) };
}

export const APPROVERS: ApproverList = {
  ...{ users: ['U_LEAD', 'U_OTHER'], groups: ['S_OPS'], channelMembers: false, mention: true },
  emergencyApproval: false,
};
/** What is wrong with a message. */
export function faultsOf({ text, blocks }: Pick<MessageView, 'text' | 'blocks'>): string[] {
  return checkMessage(blocks, text, { parse: 'none' });
}

export const CONSOLE = 'https://console.example.com/dds?region=x';
