import { DDS_KINDS } from '../dds/routes.ts';
import type { Delivery } from '../slack/recorder.ts';
import { type ChannelRecord, type Evidence, patienceOf } from './evidence.ts';
import type { Story } from './journal-event.ts';
import { type State, standingsOf } from './standing.ts';
import { writtenAt } from './written.ts';

type Call = Evidence['dds']['calls'][number];

/**
 * Design §5.9: nobody who may not ask can make the bot call DDS. Each call is for a request that is open,
 * or was a moment ago, or comes after a command or click of somebody who may ask.
 */
export function askedFaults(stories: readonly Story[], evidence: Evidence): string[] {
  const spans = stories.map((story) => spanOf(story, evidence));
  const asks = evidence.slack.deliveries.filter((act) => mayAsk(act, evidence)).map(timeOf);
  const patience = patienceOf(evidence.policy);
  const isOwed = (call: Call) =>
    asks.some((at) => at <= +call.at && +call.at <= at + patience) ||
    spans.some((span) => isFor(call, span));
  return evidence.dds.calls
    .filter(({ kind }) => DDS_KINDS.some((one) => one === kind))
    .filter((call) => !isOwed(call))
    .map(({ method, path, at }) => {
      return `${method} ${path} at ${at.toISOString()}: nobody had asked who may ask`;
    });
}

function timeOf({ at }: Delivery): number {
  return Date.parse(at);
}

/** For how long, and of what, a request makes the bot call DDS. */
interface Span {
  readonly target: string;
  readonly instances: readonly string[];
  readonly from: number;
  readonly until: number;
}

const ENDED: readonly State[] = ['cancelled', 'rejected', 'withdrawn', 'closed'];

function spanOf(story: Story, evidence: Evidence): Span {
  const [first] = story.events;
  const isOver = ENDED.includes(standingsOf(story).at(-1)?.state ?? 'closed');
  const last = writtenAt(story.events.at(-1) ?? first, evidence);
  const end = last.getTime() + patienceOf(evidence.policy);
  return {
    target: first.target ?? '',
    instances: story.events.flatMap(({ task }) => (task === undefined ? [] : [task.instanceId])),
    from: writtenAt(first, evidence).getTime(),
    until: isOver ? end : Number.POSITIVE_INFINITY,
  };
}

/** A read of one instance is for a request about it; one of all may be for any of this target. */
function isFor({ at, target, query }: Call, span: Span): boolean {
  const instance = query['instance_id'] ?? query['id'];
  const isHere = span.target === target && span.from <= +at && +at <= span.until;
  return isHere && (instance === undefined || span.instances.includes(instance));
}

/** A command is typed in a channel; what is done elsewhere is somebody's who may ask in one of them. */
function mayAsk({ userId, type, payload }: Delivery, { slack, policy }: Evidence): boolean {
  const { requesters, channels } = policy;
  if (!slack.fullMembers.includes(userId)) return false;
  const isOpen = ({ id, everMembers }: ChannelRecord) =>
    (channels === undefined || channels.includes(id)) &&
    (requesters?.includes(userId) ?? everMembers.includes(userId));
  const here = slack.channels.filter(({ id }) => id === payload['channel_id']);
  return (type === 'slash_command' ? here : slack.channels).some(isOpen);
}
