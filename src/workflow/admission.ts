import { type NotEligible, notEligible } from '../request/policy.ts';
import type { Directory, Place } from './ports.ts';

/** Why a person cannot ask for a cancellation in a channel. */
export type Obstacle =
  | { readonly answer: 'channel not allowed'; readonly channels: readonly string[] }
  | { readonly answer: Exclude<Place['kind'], 'channel'> }
  | { readonly answer: 'not a member' }
  | { readonly answer: 'not eligible'; readonly why: NotEligible };

/** A channel in which somebody may ask, or what stood in the way where they came from. */
export type Entry =
  | { readonly channel: string }
  | { readonly channel: null; readonly obstacle: Obstacle | null };

/** Who may ask, and where. Nobody makes the bot read DDS who has not been let in here. */
export interface Admission {
  /** `null`: none. Rejects where Slack gives no clear answer. */
  obstacleTo(user: string, channel: string): Promise<Obstacle | null>;
  /** The channel somebody comes from, if they may ask there; else the first one that the configuration names and where they may. */
  entryFor(user: string, from: string | null): Promise<Entry>;
}

export interface AdmissionDeps {
  readonly directory: Directory;
  /** Where requests may be made; `null`: wherever the bot is. */
  readonly channels: ReadonlySet<string> | null;
}

export function createAdmission({ directory, channels }: AdmissionDeps): Admission {
  return {
    obstacleTo,
    async entryFor(user, from) {
      const obstacle = from === null ? null : await obstacleTo(user, from);
      if (from !== null && obstacle === null) return { channel: from };
      const channel = await firstWhereMay(user, [...(channels ?? [])]);
      return channel === null ? { channel, obstacle } : { channel };
    },
  };

  async function firstWhereMay(user: string, named: readonly string[]): Promise<string | null> {
    for (const channel of named) if ((await obstacleTo(user, channel)) === null) return channel;
    return null;
  }

  async function obstacleTo(user: string, channel: string): Promise<Obstacle | null> {
    if (channels?.has(channel) === false)
      return { answer: 'channel not allowed', channels: [...channels] };
    const place = await directory.place(channel);
    if (place.kind !== 'channel') return { answer: place.kind };
    const [standing, isMember] = await Promise.all([
      directory.standing(user, channel, 'requester'),
      directory.isMember(user, channel),
    ]);
    const why = notEligible(standing);
    // Whoever is not in the channel can mend that; that they are not on its list follows from it.
    if ((why === null || why === 'not listed') && !isMember) return { answer: 'not a member' };
    return why === null ? null : { answer: 'not eligible', why };
  }
}
