import { writeSync } from 'node:fs';
import { openBot } from '../../../src/bot.ts';
import { secretsOf } from '../../../src/config/secrets.ts';
import { readConfig } from '../../../src/config.ts';
import { ddsEndpoint, iamEndpoint } from '../../../src/dds/endpoints.ts';
import { createLog } from '../../../src/ops/log.ts';
import { openControl } from './control.ts';
import { createKillSwitch, type KillPoint } from './kill-switch.ts';
import { type Sabotage, sabotaged } from './sabotage.ts';
import { type SharedTime, sharedClock } from './shared-clock.ts';

/** What the process is told beside the bot's own environment, as JSON in `TORTURE`. */
export interface Told {
  readonly time: SharedTime;
  readonly postGapMs: number;
  readonly sabotage: Sabotage | null;
  /** Armed from its first call on. */
  readonly armed: KillPoint | null;
}

/** A bot that outlived whoever watches it would run for ever. */
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 1_000).unref();

// The real bot as a process of its own, which counts the calls of its ports and kills itself at one
// of them: no handler runs and nothing is flushed. What was written to a file stays, synced or not,
// for the machine lives on; so this is the end of a process, and not a power cut.
const { time, postGapMs, sabotage, armed } = JSON.parse(process.env['TORTURE'] ?? '') as Told;
const killSwitch = createKillSwitch((point) => {
  say({ killed: point });
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable: the signal ends the process first');
});
killSwitch.arm(armed);
say({ control: await openControl(killSwitch) });

const reading = readConfig(process.env, { ddsEndpoint, iamEndpoint });
if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
const { log, hide } = createLog('info');
hide(secretsOf(reading.config));
await openBot(reading.config, log, {
  ...{ clock: sharedClock(time), slack: { postGapMs } },
  wrap: (name, port) =>
    killSwitch.wrap(name, sabotage === null ? port : sabotaged(sabotage, name, port)),
});

/** Written at once, for there may be no later. */
function say(line: object): void {
  writeSync(process.stdout.fd, `${JSON.stringify(line)}\n`);
}
