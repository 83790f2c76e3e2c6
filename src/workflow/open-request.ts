import type { ScheduledTask } from '../request/task.ts';
import type { Directory, Journal } from './ports.ts';
import { cardOf, type Message } from './posting.ts';

/** An open request, as far as one reader may know: its card only where they are in its channel. */
export interface OpenRequest {
  readonly card: Message | null;
}

export interface OpenRequests {
  /** The open request for a task, if there is one. */
  forTask(task: ScheduledTask, reader: string): Promise<OpenRequest | null>;
  asSeen(request: string, reader: string): Promise<OpenRequest>;
}

export function createOpenRequests(journal: Journal, directory: Directory): OpenRequests {
  return {
    asSeen,
    async forTask({ target, id }, reader) {
      const holder = await journal.openRequestFor(target, id);
      return holder === null ? null : await asSeen(holder, reader);
    },
  };

  async function asSeen(request: string, reader: string): Promise<OpenRequest> {
    const card = cardOf(await journal.postings(request));
    return {
      card: card !== null && (await mayKnow(directory, reader, card.channel)) ? card : null,
    };
  }
}

/** Whether a person may know of what is in a channel. A doubt keeps it to itself, and holds up nothing else. */
export async function mayKnow(
  directory: Directory,
  reader: string,
  channel: string,
): Promise<boolean> {
  return await directory.isMember(reader, channel).catch(() => false);
}
