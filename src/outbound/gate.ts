import Bottleneck from 'bottleneck';

/** No job waits for a date: Bottleneck begins none before the date of the one before it and this. */
const NO_GAP_MS = Number.NEGATIVE_INFINITY;

/**
 * Lets in so many jobs at once, each as soon as there is room. Without more, a clock that is set
 * back would hold up every job of a limiter until it has caught up, also where no `minTime` is
 * asked for: https://github.com/SGrondin/bottleneck/blob/v2.19.5/src/LocalDatastore.coffee
 */
export function createGate(maxConcurrent: number): Bottleneck {
  const gate = new Bottleneck({ maxConcurrent, minTime: NO_GAP_MS });
  // Up to a first job the date of construction counts. This one takes no room.
  gate.schedule({ weight: 0 }, async () => undefined).catch(unlessStopped);
  return gate;
}

function unlessStopped(error: unknown): void {
  if (!(error instanceof Bottleneck.BottleneckError)) throw error;
}
