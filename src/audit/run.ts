import { readDatabasePath } from '../config/database-path.ts';
import { explain, type Fault } from '../config/fault.ts';
import { readWebApi } from '../config/slack.ts';
import { readingFrom, type Variables } from '../config/variables.ts';
import { NoJournalError, openJournalReader } from '../journal/sqlite-read.ts';
import type { Output } from '../ops/output.ts';
import { SlackTokenError, tokenAdvice } from '../slack/connection/start-errors.ts';
import { type Asked, readArguments, USAGE } from './arguments.ts';
import { exportJournal } from './export.ts';
import { verifyJournal } from './verify.ts';

/** sysexits.h: the command was used incorrectly; something is in a misconfigured state. */
const EX_USAGE = 64;
const EX_CONFIG = 78;

/** `npm run audit -- …`: answers the exit code. `found`: what is wrong with the file that `env` was read from. */
export async function runAudit(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  output: Output,
  found: readonly Fault[] = [],
): Promise<number> {
  const asked = readArguments(args);
  if (asked.command === 'none') {
    output.tell(`${asked.wrong}\n${USAGE}`);
    return EX_USAGE;
  }
  try {
    return await answer(asked, readingFrom(env, found), output);
  } catch (fault) {
    if (fault instanceof NoJournalError) {
      output.tell(`${fault.message}\n`);
      return 1;
    }
    if (!(fault instanceof SlackTokenError)) throw fault;
    output.tell(tokenAdvice(fault));
    return EX_CONFIG;
  }
}

async function answer(
  asked: Exclude<Asked, { command: 'none' }>,
  variables: Variables,
  output: Output,
): Promise<number> {
  const path = readDatabasePath(variables);
  const webApi = asked.command === 'verify' ? readWebApi(variables) : undefined;
  if (variables.faults.length > 0) {
    output.tell(explain(variables.faults));
    return EX_CONFIG;
  }
  const journal = openJournalReader(path);
  try {
    if (asked.command === 'export') return await exportJournal(journal, asked, output);
    return webApi === undefined ? EX_CONFIG : await verifyJournal(journal, webApi, output);
  } finally {
    journal.close();
  }
}
