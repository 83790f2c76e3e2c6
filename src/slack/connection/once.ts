import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { ReplayGuard } from './replay-guard.ts';

/**
 * Takes each command, click and form once, also where Slack delivers it again in a new envelope or
 * with a new signature: every one has a trigger of its own, and a copy has the same.
 */
export function takeOnce(seen: ReplayGuard): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    const trigger = triggerOf(args.body);
    if (trigger === null || seen.isNew(trigger)) return await takeAnew(args.next, trigger, seen);
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  };
}

/** What came to a fault may come again. */
async function takeAnew(
  next: () => Promise<void>,
  trigger: string | null,
  seen: ReplayGuard,
): Promise<void> {
  try {
    await next();
  } catch (fault) {
    if (trigger !== null) seen.forget(trigger);
    throw fault;
  }
}

function triggerOf(body: object): string | null {
  const trigger = 'trigger_id' in body ? body.trigger_id : null;
  return typeof trigger === 'string' && trigger !== '' ? trigger : null;
}
