import type { Channel, Person, World } from './world.ts';

/** Whether a person can look at a channel: members, and full members of the workspace at public ones. */
export function sees(person: Person, channel: Channel): boolean {
  if (channel.members.has(person.id)) return true;
  return !channel.private && person.kind === 'member';
}

/** Throws, for the test that tries it, when Slack would not have let that person act there. */
export function mustBeAbleToAct(world: World, userId: string, channelId: string): Channel {
  const person = world.people.get(userId);
  const channel = world.channels.get(channelId);
  if (person === undefined) throw new Error(`there is no person ${userId}`);
  if (channel === undefined) throw new Error(`there is no channel ${channelId}`);
  if (person.kind === 'deactivated') throw new Error(`${userId} is deactivated and cannot act`);
  if (!sees(person, channel)) throw new Error(`${userId} cannot see ${channelId}`);
  return channel;
}
