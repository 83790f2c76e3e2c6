/**
 * How long each part of a stop may take, one after the other, in milliseconds. A supervisor sends
 * SIGKILL after 10 s, so a stop that takes longer than all of them is cut off before that.
 */
export const STOP_MS = {
  /** Listeners of Slack that still run. */
  listeners: 3_000,
  /** Those that run on by then: to tell their people that the bot stops. */
  answers: 1_000,
  /** Steps of requests under way; their calls are then broken off. */
  steps: 3_000,
  /** Whoever is still connected, also without having sent anything. */
  connections: 1_000,
  /** All of it, whatever still runs: then the process ends with 1. */
  atMost: 9_000,
} as const;
