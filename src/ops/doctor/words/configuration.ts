import { exampleLine, type Fault } from '../../../config/fault.ts';
import { type Check, fail, ok } from '../check.ts';
import type { TargetSource } from '../target-source.ts';

const ID = 'configuration';

/** One check for each fault, or one for all where there is none. */
export function configurationChecks(faults: readonly Fault[]): readonly Check[] {
  if (faults.length === 0) return [ok(ID, 'Configuration: whole, and nothing in it is wrong.')];
  return faults.map((fault) => {
    const { variable, wrong } = fault;
    return fail(
      `${ID}.${variable.replace(/^\./, '')}`,
      `Configuration: ${variable} ${wrong}.`,
      nextFor(fault),
    );
  });
}

function nextFor(fault: Fault): string {
  const { variable, example } = fault;
  const page = PAGES.get(variable);
  if (page !== undefined) return `Copy it from https://api.slack.com/apps > ${page}.`;
  return example === '' ? `Take ${variable} out.` : `Write, for example, ${exampleLine(fault)}.`;
}

/** Where Slack shows what can only be copied. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['SLACK_BOT_TOKEN', 'OAuth & Permissions'],
  ['SLACK_APP_TOKEN', 'Basic Information > App-Level Tokens'],
  ['SLACK_SIGNING_SECRET', 'Basic Information > App Credentials'],
]);

export function credentialsCheck({ target, kind, variables, isInFile }: TargetSource): Check {
  const asked = isInFile ? `credentials of ${target} in DDS_TARGETS_FILE` : 'DDS_CREDENTIALS=ecs';
  const said =
    kind === 'ecs' ? `${KINDS[kind]} (${asked})` : `${KINDS[kind]}, from ${variables.join(', ')}`;
  return ok(`target.${target}.credentials`, `Credentials of ${target}: ${said}.`);
}

const KINDS = {
  aksk: 'access key',
  password: 'name and password of an IAM user',
  ecs: 'temporary keys of the ECS this runs on',
};
