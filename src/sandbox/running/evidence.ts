import type { Delivery } from '../slack/recorder.ts';
import type { Evidence, Policy } from '../witness/evidence.ts';
import { gather } from '../witness/gather.ts';
import { ONCALL } from '../world/cast.ts';
import { secretsIn } from '../world/secrets.ts';
import type { SandboxWorld } from '../world.ts';
import type { BotKeeper, BotLife } from './bot-keeper.ts';
import { journalLines } from './journal-lines.ts';

/** Defaults of the bot. */
const CALLS_PER_MINUTE = 60;
const CALL_TIMEOUT_MS = 10_000;
const ON_THE_WAY_MS = 1_000;
const PATIENCE_MS = 180_000;
/** A click that was acked this long before a kill may never have been journaled; its buttons live on. */
const LOST_WITH_BOT_MS = 5_000;

/** All there is to know of a running sandbox, for the witness. */
export async function evidenceOf(
  world: SandboxWorld,
  { kills, lives }: Pick<BotKeeper, 'kills' | 'lives'>,
): Promise<Evidence> {
  const { slack, clouds, now, env } = world;
  const journal = await journalLines(env['DATABASE_PATH'] ?? '');
  const evidence = gather({
    ...{ slack, clouds, now, journal },
    policy: {
      approvers: ONCALL.users,
      ...modesOf(lives),
      // In SQLite mode the limit is kept within one run.
      callsPerMinute: CALLS_PER_MINUTE * Math.max(1, lives.length),
      callTimeoutMs: Number(env['DDS_TIMEOUT_MS'] ?? CALL_TIMEOUT_MS),
      onTheWayMs: ON_THE_WAY_MS,
      // Whoever moves the clock on lets somebody wait for so long.
      patienceMs: PATIENCE_MS + Math.max(0, now().getTime() - Date.now()),
    },
    secrets: secretsIn(slack, clouds),
  });
  const deliveries = evidence.slack.deliveries.filter((one) => couldBeAnswered(one, kills));
  return { ...evidence, slack: { ...evidence.slack, deliveries } };
}

/** What held in every life of the bot; a request says itself how many approvals it was asked with. */
function modesOf(
  lives: readonly BotLife[],
): Pick<Policy, 'requiredApprovals' | 'emergencyApproval' | 'dryRunSince'> {
  const lastReal = lives.findLastIndex(({ env }) => env['DRY_RUN'] !== 'on');
  const dryRunSince = lives[lastReal + 1]?.since;
  const approvals = lives.map(({ env }) => Number(env['REQUIRED_APPROVALS'] ?? 1));
  return {
    requiredApprovals: approvals.length === 0 ? 1 : Math.min(...approvals),
    emergencyApproval: lives.some(({ env }) => env['EMERGENCY_APPROVAL'] === 'on'),
    ...(dryRunSince !== undefined && { dryRunSince }),
  };
}

/** What a person did while the bot was dead or dying is theirs to do again. */
function couldBeAnswered({ state, at }: Delivery, kills: readonly Date[]): boolean {
  const sent = Date.parse(at);
  const isCutOff = kills.some((kill) => sent <= +kill && +kill - sent < LOST_WITH_BOT_MS);
  return state === 'acked' && !isCutOff;
}
