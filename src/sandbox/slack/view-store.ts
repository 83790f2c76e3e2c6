import { SlackError } from './slack-error.ts';

/** A modal as the app sent it; block_ids are filled in as Slack does. */
export type ViewSource = Readonly<Record<string, unknown>>;

export interface OpenView {
  readonly id: string;
  readonly userId: string;
  readonly source: ViewSource;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** What the app answered to a submission: block_id to sentence. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The modals people look at: for each person a stack of at most three. */
export interface ViewStore {
  open(userId: string, source: ViewSource): OpenView;
  push(userId: string, source: ViewSource): OpenView;
  update(id: string, source: ViewSource): OpenView;
  showErrors(id: string, errors: OpenView['errors']): void;
  close(id: string): void;
  clear(userId: string): void;
  find(id: string): OpenView | undefined;
  byExternalId(externalId: string): OpenView | undefined;
  /** The one on top of that person's stack. */
  top(userId: string): OpenView | undefined;
}

const MAX_STACK = 3;

export interface ViewStoreParts {
  readonly nextId: (prefix: string) => string;
  readonly changed: (userId: string) => void;
  /** A modal shows something new. */
  readonly shown: (view: OpenView) => void;
}

export function createViewStore({ nextId, changed, shown }: ViewStoreParts): ViewStore {
  const stacks = new Map<string, OpenView[]>();
  const everyView = (): OpenView[] => [...stacks.values()].flat();
  const find = (id: string): OpenView | undefined => everyView().find((view) => view.id === id);
  const setStack = (userId: string, stack: OpenView[]): void => {
    stacks.set(userId, stack);
    changed(userId);
  };
  const replace = (id: string, change: Partial<OpenView>): OpenView => {
    const old = find(id);
    if (old === undefined) throw new SlackError('not_found');
    const next = { ...old, ...change };
    const stack = stacks.get(old.userId) ?? [];
    setStack(
      old.userId,
      stack.map((view) => (view.id === id ? next : view)),
    );
    return next;
  };
  const put = (userId: string, source: ViewSource, below: OpenView[]): OpenView => {
    if (below.length >= MAX_STACK) throw new SlackError('push_limit_reached');
    const id = nextId('V');
    const view: OpenView = {
      id,
      userId,
      source: withBlockIds(source, nextId),
      hash: nextId('h'),
      rootId: below[0]?.id ?? id,
      previousId: below.at(-1)?.id ?? null,
      errors: {},
    };
    setStack(userId, [...below, view]);
    shown(view);
    return view;
  };
  return {
    find,
    open: (userId, source) => put(userId, source, []),
    push: (userId, source) => put(userId, source, stacks.get(userId) ?? []),
    update: (id, source) => {
      const fresh = { source: withBlockIds(source, nextId), hash: nextId('h'), errors: {} };
      const view = replace(id, fresh);
      shown(view);
      return view;
    },
    showErrors: (id, errors) => void replace(id, { errors }),
    close: (id) => {
      const view = find(id);
      if (view === undefined) return;
      const stack = stacks.get(view.userId) ?? [];
      setStack(
        view.userId,
        stack.filter((other) => other.id !== id),
      );
    },
    clear: (userId) => setStack(userId, []),
    byExternalId: (externalId) =>
      everyView().find((view) => view.source['external_id'] === externalId),
    top: (userId) => stacks.get(userId)?.at(-1),
  };
}

function withBlockIds(source: ViewSource, nextId: (prefix: string) => string): ViewSource {
  const blocks = Array.isArray(source['blocks']) ? source['blocks'] : [];
  return { ...source, blocks: blocks.map((block) => ({ block_id: nextId('b'), ...block })) };
}
