import { type Act, isBy } from './act.ts';
import { overdue } from './overdue.ts';
import { holdsTask, isOutcome, type Standing } from './standing.ts';
import { unless } from './unless.ts';
import { wrongInChannel } from './whats-said.ts';
import type { World } from './world.ts';

const TEN_MINUTES_MS = 600_000;

/**
 * Everything works again, the process is started once more, and time passes until nothing is left to
 * do. Resolves to when that began.
 */
export async function quiet(world: World): Promise<Date> {
  const { cloud, channel, gates, clock, policy } = world;
  cloud.isReadable = true;
  channel.outage = 'none';
  cloud.replies.length = 0;
  channel.fates.length = 0;
  await gates.open();
  await world.crash();
  const began = clock.now();
  await clock.advance(policy.ttlMs + TEN_MINUTES_MS);
  return began;
}

/** What must be so in the end: nothing lost, nothing stuck, nothing doubled, and the channel tells it all. */
export async function wrongInTheEnd(world: World, quietAt: Date): Promise<string[]> {
  const { chronicle, cloud } = world;
  const wrong = [...chronicle.faults, ...untold(world)];
  for (const [request, history] of chronicle.standings) {
    const newest = history.at(-1) as Standing;
    const effective = cloud.calls.filter((call) => call.request === request && call.isEffective);
    const isTold = ['cancelled', 'unknown'].includes(newest.state);
    wrong.push(
      ...unless(isOutcome(newest), `${request} is stuck in ${newest.state}`),
      ...unless(effective.length <= 1, `${request} cancelled twice`),
      ...unless(effective.length === 0 || isTold, `${request} cancelled and is ${newest.state}`),
      ...overdue(world, history, quietAt),
      ...wrongInChannel(world.channel, request, history),
      ...(await wrongInJournal(world, request, history)),
    );
  }
  return wrong;
}

async function wrongInJournal(
  { main: { journal } }: World,
  request: string,
  history: readonly Standing[],
): Promise<string[]> {
  const newest = history.at(-1) as Standing;
  const hashes = (await journal.read(request)).map(({ hash }) => hash);
  const holder = await journal.openRequestFor(newest.task.target, newest.task.id);
  return [
    ...unless(hashes.join() === history.map(({ hash }) => hash).join(), `${request} was rewritten`),
    ...unless((holder === request) === holdsTask(newest), `${request} holds its task wrongly`),
  ];
}

/** Every event of a person is told to the one who did it, unless the process died over it. */
function untold({ chronicle: { deeds, under } }: World): string[] {
  const died: Act[] = [...under];
  return deeds
    .filter((deed) => !deed.isTold && !died.some((act) => isBy(act, deed)))
    .map(({ user, does, about }) => `${user}'s ${does} of ${about} counted, and was denied`);
}
