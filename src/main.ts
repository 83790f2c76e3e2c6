import { writeSync } from 'node:fs';
import { STOP_MS } from './bot/stop-times.ts';
import { type Bot, openBot } from './bot.ts';
import { loadDotenv } from './config/dotenv.ts';
import { explain } from './config/fault.ts';
import { secretsOf } from './config/secrets.ts';
import type { Config } from './config/types.ts';
import { readConfig } from './config.ts';
import { ddsEndpoint, iamEndpoint } from './dds/endpoints.ts';
import { createLog } from './ops/log.ts';
import { SlackTokenError, tokenAdvice } from './slack/connection/start-errors.ts';

/** sysexits.h: something found in an unconfigured or misconfigured state. */
const EX_CONFIG = 78;

const reading = readConfig(process.env, { ddsEndpoint, iamEndpoint }, loadDotenv());
if (!reading.ok) fail(explain(reading.faults));
await run(reading.config);

async function run(config: Config): Promise<void> {
  const { log, hide } = createLog(config.logLevel);
  hide(secretsOf(config));
  // A promise that nobody waits for must not end a process that holds other people's requests.
  process.on('unhandledRejection', (fault) =>
    log.error({ err: fault }, 'a rejection was not handled'),
  );
  let bot: Bot | null = null;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(bot));
  try {
    bot = await openBot(config, log);
  } catch (fault) {
    if (fault instanceof SlackTokenError) fail(tokenAdvice(fault));
    log.fatal({ err: fault }, 'the bot could not start');
    process.exit(1);
  }
}

/** A bot that is still starting is not drained: what is journaled by then is taken up at the next start. */
async function stop(bot: Bot | null): Promise<void> {
  setTimeout(() => process.exit(1), STOP_MS.atMost).unref();
  await bot?.close();
  process.exit(0);
}

/** Whatever was opened by then ends with the process. */
function fail(text: string): never {
  writeSync(process.stderr.fd, text);
  process.exit(EX_CONFIG);
}
