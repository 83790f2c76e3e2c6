import type { Pace } from '../../../src/bot.ts';
import type { Announcer, DdsTarget, Journal } from '../../../src/workflow/ports.ts';

export type Wrap = NonNullable<Pace['wrap']>;

/** What a mutation changes of each port. */
export interface Changes {
  journal?(port: Journal): Partial<Journal>;
  announcer?(port: Announcer): Partial<Announcer>;
  target?(port: DdsTarget): Partial<DdsTarget>;
}

/** The ports with these changes, and everything else as it is. */
export function changing(changes: Changes): Wrap {
  const none = () => ({});
  return (name, port) => {
    const { journal = none, announcer = none, target = none } = changes;
    const change = { journal, announcer }[name] ?? (name.startsWith('DDS ') ? target : none);
    return { ...port, ...change(port as never) };
  };
}
