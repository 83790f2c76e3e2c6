import type { Admission, Obstacle } from './admission.ts';
import type { Directory } from './ports.ts';

/** Most approvers named for a target. */
const MOST_NAMED = 10;

interface TargetHelp {
  readonly target: string;
  /** Who could approve a request of the reader here. */
  readonly approvers: readonly string[];
  /** There are more than are named. */
  readonly more: boolean;
}

/** What somebody who may ask in a channel is told about it. */
export type HelpHere =
  | { readonly obstacle: Obstacle }
  | { readonly required: number; readonly targets: readonly TargetHelp[] };

export interface HelpDeps {
  readonly admission: Admission;
  readonly directory: Directory;
  /** Names. */
  readonly targets: readonly string[];
  readonly required: number;
}

/** Rejects where Slack gives no clear answer. */
export function createHelpHere(
  deps: HelpDeps,
): (user: string, channel: string) => Promise<HelpHere> {
  const { admission, directory, targets, required } = deps;
  return async (user, channel) => {
    const obstacle = await admission.obstacleTo(user, channel);
    if (obstacle !== null) return { obstacle };
    return { required, targets: await Promise.all(targets.map(helpFor)) };

    async function helpFor(target: string): Promise<TargetHelp> {
      const able = await directory.approversIn({
        ...{ channel, target, except: user },
        enough: MOST_NAMED + 1,
      });
      const more = able.length > MOST_NAMED;
      return { target, approvers: able.slice(0, MOST_NAMED), more };
    }
  };
}
