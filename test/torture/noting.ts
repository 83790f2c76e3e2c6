import { changing, type Wrap } from './mutations/ports.ts';

/** Sees each event, by its hash, just before it is written down. */
export function noting(note: (hash: string) => void): Wrap {
  return changing({
    journal: ({ append }) => ({
      append(end, event) {
        note(event.hash);
        return append(end, event);
      },
    }),
  });
}
