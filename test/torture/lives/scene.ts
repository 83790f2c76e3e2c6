import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Evidence } from '../../../src/sandbox/witness/evidence.ts';
import { type Finding, findings } from '../../../src/sandbox/witness/witness.ts';
import { openWorld, type SandboxWorld } from '../../../src/sandbox/world.ts';
import { auditedEvidenceOf, evidenceOf } from '../evidence-of.ts';
import { watchHeldUp } from '../held-up.ts';
import type { Told } from '../killed/bot.ts';
import type { Sabotage } from '../killed/sabotage.ts';
import { sharedClock } from '../killed/shared-clock.ts';
import { cameTrue } from '../until.ts';
import { fullestInALife } from './limit.ts';
import { type Lives, openLives } from './lives.ts';

/** The real bot as a process that may die, between the simulators, in fast time. */
export interface Scene {
  readonly world: SandboxWorld;
  readonly lives: Lives;
  /** How long, in real milliseconds, a bot that lives may take for whatever it owes. */
  readonly patienceMs: number;
  /** What the witness still finds once it finds nothing more to wait for; nothing, if all is well. */
  settled(): Promise<readonly Finding[]>;
  /** The same at the end of a world, with what the bot logged and what `audit export` prints. */
  audited(): Promise<readonly Finding[]>;
  /** Resolves when the bot does nothing any more, be it because it is dead. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly sabotage?: Sabotage | null;
  readonly patienceMs?: number;
  /** Seconds in one; where people wait for what the bot reads, it must be slow enough for that. */
  readonly speed?: number;
}

/** At this speed the two minutes of a read-back are two seconds. */
const SPEED = 60;
const CALL_TIMEOUT_MS = 2_000;
const PATIENCE_MS = 30_000;
const JUDGE_EVERY_MS = 40;
/** So many times as long as the witness thought, the simulators that share its process go on. */
const REST = 6;
/** A bot that has called nothing for so long has nothing to do but wait for a time. */
const IDLE_MS = 30;
/** For the witness, which knows no lives: the limiter's promise holds within each, and is judged beside it. */
const CALLS_PER_MINUTE = 100_000;
/** Real milliseconds, from the last look at the clock to a DDS that is not held up. */
const ON_THE_WAY_MS = 50;
const COARSE_MS = 5;

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { env = {}, sabotage = null, patienceMs = PATIENCE_MS, speed = SPEED } = options;
  const time = { speed, beganAt: Date.now() };
  const told: Told = { time, sabotage, postGapMs: Math.ceil(1_100 / speed), armed: null };
  const { now, elapsedMs } = sharedClock(time);
  const world = await openWorld({
    // The bot's process gets no faster: what Slack gives it three seconds for takes it real ones.
    ...{ now, slack: { now, elapsedMs, triggerElapsedMs: () => performance.now() } },
    env: {
      ...{ APPROVAL_TTL_MINUTES: '600', DDS_TIMEOUT_MS: String(CALL_TIMEOUT_MS) },
      DDS_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE),
      ...env,
    },
  });
  const lives = await openLives({ env: world.env, told, cwd: world.directory, now });
  await lives.ready();
  const heldUp = watchHeldUp();
  const onTheWayMs = () => (ON_THE_WAY_MS + heldUp.longestMs()) * speed;
  const policy = () => policyIn(env, onTheWayMs());
  const limitFaults = (): readonly Finding[] => {
    const limit = Number(world.env['DDS_CALLS_PER_MINUTE']);
    const tolerance = { coarseMs: COARSE_MS * speed, onTheWayMs: onTheWayMs() };
    const fullest = fullestInALife(world.dds.calls, lives.downs, tolerance);
    const what = `one life made ${fullest} calls to DDS in 60 s, and ${limit} are allowed`;
    return fullest > limit ? [{ kind: 'against a rule', what }] : [];
  };
  const path = join(world.directory, 'journal.db');
  const judged = (evidence: Evidence): readonly Finding[] => [
    ...findings(evidence),
    ...limitFaults(),
    ...lives.faults.map((what) => ({ kind: 'against a rule', what }) as const),
  ];
  const judge = () => judged(evidenceOf(world, path, policy(), lives.downs));
  const settled = async () => {
    await lives.ready();
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const began = performance.now();
      const found = judge();
      const now = performance.now();
      if (found.length === 0 || now > deadline) return found;
      await pause(Math.max(JUDGE_EVERY_MS, REST * (now - began)));
    }
  };

  return {
    ...{ world, lives, patienceMs },
    settled,
    async audited() {
      const found = await settled();
      if (found.length > 0) return found;
      const logged = { ...world, log: lives.log };
      return judged(await auditedEvidenceOf(logged, path, policy(), lives.downs));
    },
    async idle() {
      let before = '';
      const isIdle = async () => {
        const counted = await lives.counted();
        if (counted === null) return true;
        const same = JSON.stringify(counted) === before;
        before = JSON.stringify(counted);
        return same && counted.underWay === 0;
      };
      await cameTrue(isIdle, 2_000, IDLE_MS);
    },
    async close() {
      heldUp.close();
      await lives.close();
      await world.close();
    },
  };
}

/** What the bot is told to keep to, for whoever judges it; the approvers are those of the world unless said here. */
function policyIn(
  env: Readonly<Record<string, string>>,
  onTheWayMs: number,
): Parameters<typeof evidenceOf>[2] {
  return {
    requiredApprovals: Number(env['REQUIRED_APPROVALS'] ?? 1),
    emergencyApproval: env['EMERGENCY_APPROVAL'] === 'on',
    ...(env['APPROVERS'] !== undefined && { approvers: env['APPROVERS'].split(',') }),
    ...(env['DRY_RUN'] === 'on' && { dryRunSince: new Date(0) }),
    ...{ callsPerMinute: CALLS_PER_MINUTE, callTimeoutMs: CALL_TIMEOUT_MS, onTheWayMs },
  };
}
