import { performance } from 'node:perf_hooks';
import { type Changes, createChanges } from './changes.ts';
import { type Identity, type IdentityOptions, identityFrom } from './identity.ts';
import { createIds, type Ids } from './ids.ts';
import { createMessageStore, type MessageStore } from './message-store.ts';
import { createPostRate, type PostRate, SLACK_POST_RATE } from './post-rate.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createTriggers, type Triggers } from './triggers.ts';
import { createViewStore, type ViewStore } from './view-store.ts';
import { createWorld, type World } from './world.ts';

export interface WorkspaceOptions extends IdentityOptions {
  /** Dates of messages and records; the machine's clock by default. */
  readonly now?: () => Date;
  /** Milliseconds for what Slack measures (rates, triggers, response_urls); monotonic by default. */
  readonly elapsedMs?: () => number;
  /** The same for triggers alone, whose three seconds are the app's to use; `elapsedMs` by default. */
  readonly triggerElapsedMs?: () => number;
  readonly postRate?: PostRate | 'unlimited';
}

/** The whole state of the simulated workspace, with nothing of the network in it. */
export interface Workspace {
  readonly identity: Identity;
  readonly changes: Changes;
  readonly recorder: Recorder;
  readonly world: World;
  readonly messages: MessageStore;
  readonly views: ViewStore;
  readonly triggers: Triggers;
  readonly ids: Ids;
  readonly now: () => Date;
  readonly elapsedMs: () => number;
  /** Takes one message of a channel's allowance. */
  readonly takePost: (channel: string) => void;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const now = options.now ?? (() => new Date());
  const elapsedMs = options.elapsedMs ?? (() => performance.now());
  const { triggerElapsedMs = elapsedMs } = options;
  const identity = identityFrom(options);
  const changes = createChanges();
  const ids = createIds(now);
  const world = createWorld(identity.teamId, identity.botUserId, () =>
    changes.announce({ what: 'world' }),
  );
  world.addPerson({
    id: identity.botUserId,
    name: identity.botName,
    real_name: identity.botName,
    kind: 'bot',
  });
  const recorder = createRecorder(now, changes.announce);
  return {
    identity,
    changes,
    ids,
    world,
    now,
    elapsedMs,
    recorder,
    messages: createMessageStore({
      now,
      ts: ids.ts,
      blockId: () => ids.next('b'),
      changed: (channel) => changes.announce({ what: 'message', channel }),
    }),
    views: createViewStore({
      nextId: ids.next,
      changed: (userId) => changes.announce({ what: 'view', userId }),
      shown: recorder.viewShown,
    }),
    triggers: createTriggers(triggerElapsedMs, () => ids.next('')),
    takePost: createPostRate(elapsedMs, options.postRate ?? SLACK_POST_RATE),
  };
}
