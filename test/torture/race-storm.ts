import type { Evidence } from '../../src/sandbox/witness/evidence.ts';
import { notYetTrue } from '../../src/sandbox/witness/witness.ts';
import { IRIS, MAYA, OMAR, openStage, type Stage, TOMO } from '../journeys/stage.ts';
import { drawProfile } from './dds-faults.ts';
import { createDice } from './dice.ts';
import type { DiskLooks } from './disk-weather.ts';
import { auditedEvidenceOf, evidenceOf } from './evidence-of.ts';
import { watchHeldUp } from './held-up.ts';
import type { Wrap } from './mutations/ports.ts';
import { noting } from './noting.ts';
import { quiet, REST_WITHIN_MS } from './quiet.ts';
import { playRounds } from './race-rounds.ts';
import { cameTrue } from './until.ts';
import { LONGEST_SLEEP_MS, weathersOf } from './weather.ts';

export interface StormOptions {
  readonly seed: number;
  /** One request each, several of them at a time. */
  readonly rounds: number;
  readonly databasePath: string;
  /** Seconds that pass in one; a slow machine needs fewer of them. */
  readonly speed?: number;
  /** Put round each port of the bot; none by default. */
  readonly wrap?: Wrap;
  /** How long the end waits for a bot to come to rest, in real milliseconds; one that is broken never does. */
  readonly patienceMs?: number;
}

/** All there is to know of a storm that is over. */
export interface Storm {
  readonly evidence: Evidence;
  readonly figures: StormFigures;
}

export interface StormFigures {
  /** Rounds in which people raced each other; in the others the command came to no card. */
  readonly raced: number;
  /** Clicks and forms of people who were told that another decision had come before. */
  readonly lost: number;
  readonly cancellations: number;
  /** What was seen of bad disks. */
  readonly looks: DiskLooks;
}

/** Few let many expire while they race; with many, people give up before that. */
const OPEN_FOR_MINUTES = ['2', '8', '8'];
const TRANSPORTS = ['socket', 'http'] as const;
/** Real milliseconds, for sockets know no other; the bot's own deadlines run on the fast clock. */
const CALL_TIMEOUT_MS = 250;
const SLACK_TIMEOUT_MS = 2_000;
/** From the last look at the clock to a DDS that is not held up, on a busy machine. */
const ON_THE_WAY_MS = 150;
const CALLS_PER_MINUTE = 300;
/** An IAM user's, as the simulator knows it: signed in with tokens instead of keys. */
const BY_PASSWORD = {
  DDS_CREDENTIALS: 'password',
  HW_USER_NAME: 'sandbox-bot',
  HW_USER_PASSWORD: 'sandbox-password',
  HW_DOMAIN_NAME: 'sandbox-domain',
};
const asItIs: Wrap = (_name, port) => port;

/** Rounds of decisions that race each other, while Slack and DDS fail; then quiet, then all there is to know. */
export async function raceStorm({
  seed,
  rounds,
  databasePath,
  speed = 30,
  wrap = asItIs,
  patienceMs = REST_WITHIN_MS,
}: StormOptions): Promise<Storm> {
  const dice = createDice(seed);
  const requiredApprovals = dice.chance(0.25) ? 2 : 1;
  const sleeps = dice.chance(0.3);
  const isMisdated = dice.chance(0.3);
  const withTokens = dice.chance(0.4);
  const transport = dice.pick(TRANSPORTS);
  const looks: DiskLooks = { readOnly: 0, full: 0 };
  const writtenAt: Record<string, Date> = {};
  const noted = noting((hash) => {
    writtenAt[hash] = stage.now();
  });
  const stage: Stage = await openStage({
    speed,
    transport,
    slackPace: { timeoutMs: SLACK_TIMEOUT_MS },
    env: {
      DATABASE_PATH: databasePath,
      APPROVAL_TTL_MINUTES: dice.pick(OPEN_FOR_MINUTES),
      DDS_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
      DDS_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE),
      REQUIRED_APPROVALS: String(requiredApprovals),
      ...(withTokens && BY_PASSWORD),
    },
    wrap: (name, port) => wrap(name, noted(name, port)),
  });
  const heldUp = watchHeldUp();
  const policy = () => ({
    ...{ requiredApprovals, callsPerMinute: CALLS_PER_MINUTE, callTimeoutMs: CALL_TIMEOUT_MS },
    // What was written before the machine slept may arrive after it.
    onTheWayMs: (ON_THE_WAY_MS + heldUp.longestMs()) * speed + (sleeps ? LONGEST_SLEEP_MS : 0),
  });
  // Where the bot's clock is right the witness goes by the dates of the events alone.
  const botClock = () =>
    isMisdated ? { settings: stage.botClock.settings, writtenAt } : undefined;
  try {
    const weathers = weathersOf({ sleeps, isMisdated });
    const requesters = requiredApprovals === 1 ? [MAYA, MAYA, TOMO, OMAR] : [MAYA, MAYA, TOMO];
    stage.dds.setProfile(drawProfile(dice.pick));
    const course = { stage, dice, transport, requesters, weathers, looks };
    const { raced, outages } = await playRounds(course, rounds);
    // What never comes to rest the witness names, which knows why.
    if (await quiet(stage, patienceMs)) {
      // A command may hang for long after all others; what still waits for its answer then is named at the end.
      const open = () => notYetTrue(evidenceOf(stage, databasePath, policy(), outages, botClock()));
      const isLeft = () => open().some((one) => one.endsWith('never answered'));
      await cameTrue(() => !isLeft(), patienceMs, 100);
      // A second life must neither post nor call anything that the first one has.
      await stage.restart();
      // Of a command that hung until the end, the first life may have left the request alone.
      await quiet(stage, patienceMs);
    }
    const evidence = await auditedEvidenceOf(stage, databasePath, policy(), outages, botClock());
    const cancellations = evidence.dds.cancellations.length;
    return { evidence, figures: { raced, lost: lostIn(stage), cancellations, looks } };
  } finally {
    heldUp.close();
    await stage.close();
  }
}

const CAME_SECOND = /settled before your click/;

function lostIn({ slack }: Stage): number {
  const told = [MAYA, OMAR, IRIS, TOMO].flatMap((user) => slack.ephemeralsOf(user));
  return told.filter(({ text }) => CAME_SECOND.test(text)).length;
}
