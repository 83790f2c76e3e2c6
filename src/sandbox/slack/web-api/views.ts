import { z } from 'zod';
import { inspectView } from '../block-kit/check-view.ts';
import { SlackError } from '../slack-error.ts';
import type { OpenView, ViewSource } from '../view-store.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';
import { id, view } from './arguments.ts';
import { type Methods, method } from './method.ts';

const byTrigger = z.strictObject({ trigger_id: id, view });

const open = method({
  args: byTrigger,
  run: (args, workspace) => {
    const userId = workspace.triggers.take(args.trigger_id);
    checkedView(workspace, 'views.open', args.view);
    return { view: viewToWire(workspace, workspace.views.open(userId, args.view)) };
  },
});

const push = method({
  args: byTrigger,
  run: (args, workspace) => {
    const userId = workspace.triggers.take(args.trigger_id);
    checkedView(workspace, 'views.push', args.view);
    return { view: viewToWire(workspace, workspace.views.push(userId, args.view)) };
  },
});

const update = method({
  args: z.strictObject({
    view,
    view_id: id.optional(),
    external_id: id.optional(),
    hash: id.optional(),
  }),
  run: (args, workspace) => {
    checkedView(workspace, 'views.update', args.view);
    const { view_id = '', external_id = '' } = args;
    const old = workspace.views.find(view_id) ?? workspace.views.byExternalId(external_id);
    if (old === undefined) throw new SlackError('not_found');
    if (args.hash !== undefined && args.hash !== old.hash) throw new SlackError('hash_conflict');
    return { view: viewToWire(workspace, workspace.views.update(old.id, args.view)) };
  },
});

export const views: Methods = { 'views.open': open, 'views.push': push, 'views.update': update };

/** Writes every fault of a view down as a problem; throws `invalid_arguments` where Slack would. */
export function checkedView(workspace: Workspace, where: string, source: ViewSource): void {
  const { invalid, unwise } = inspectView(source);
  const found = [...invalid, ...unwise];
  workspace.recorder.problems.push(...found.map((problem) => `${where}: ${problem}`));
  if (invalid.length > 0) {
    const tooLarge = invalid.some((problem) => problem.endsWith('view_too_large'));
    const code = tooLarge ? 'view_too_large' : 'invalid_arguments';
    throw new SlackError(code, { response_metadata: { messages: invalid } });
  }
}

/** A view as Slack writes it in answers and payloads; `state` holds what was typed so far. */
export function viewToWire({ identity }: Workspace, open: OpenView, state: Json = {}): Json {
  const { source } = open;
  return {
    id: open.id,
    team_id: identity.teamId,
    type: source['type'],
    blocks: source['blocks'],
    private_metadata: source['private_metadata'] ?? '',
    callback_id: source['callback_id'] ?? '',
    external_id: source['external_id'] ?? '',
    state: { values: state },
    hash: open.hash,
    title: source['title'],
    close: source['close'] ?? null,
    submit: source['submit'] ?? null,
    clear_on_close: source['clear_on_close'] ?? false,
    notify_on_close: source['notify_on_close'] ?? false,
    root_view_id: open.rootId,
    previous_view_id: open.previousId,
    app_id: identity.appId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  };
}
