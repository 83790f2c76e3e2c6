import type { PeopleList } from './types.ts';
import { shown, type Variables } from './variables.ts';

/** Enterprise Grid has users W…: https://docs.slack.dev/enterprise/ */
const USER = /^[UW][A-Z0-9_]+$/;
const GROUP = /^S[A-Z0-9_]+$/;
/** Not D…: a request in a direct message would have no witnesses. */
const CHANNEL = /^[CG][A-Z0-9_]+$/;

/** People by id; `undefined` when unset. What is wrong with any item of the list is a fault. */
export function readPeople(variables: Variables, name: string): PeopleList | undefined {
  const items = readList(variables, name, 'U0123ABCD,S0456EFGH');
  for (const item of items ?? []) {
    if (item === 'channel' || USER.test(item) || GROUP.test(item)) continue;
    const hint = item.startsWith('@') ? ': names can change hands, so use ids' : '';
    const forms = 'user ids U… or W…, user group ids S…, or the word channel';
    const wrong = `takes ${forms}, and ${shown(item)} is none of these${hint}`;
    variables.fault(name, wrong, 'U0123ABCD,S0456EFGH');
  }
  return (
    items && {
      users: items.filter((item) => USER.test(item)),
      groups: items.filter((item) => GROUP.test(item)),
      channelMembers: items.includes('channel'),
    }
  );
}

/** Channels by id; `null` when unset. */
export function readChannels(variables: Variables): ReadonlySet<string> | null {
  const items = readList(variables, 'CHANNELS', 'C0123ABCD');
  for (const item of items ?? []) {
    if (CHANNEL.test(item)) continue;
    const wrong = `takes channel ids C… or G…, and ${shown(item)} is not one`;
    variables.fault('CHANNELS', wrong, 'C0123ABCD');
  }
  return items === undefined ? null : new Set(items);
}

function readList(
  variables: Variables,
  name: string,
  example: string,
): readonly string[] | undefined {
  const value = variables.get(name);
  if (value === undefined) return undefined;
  const items = value.split(',').map((item) => item.trim());
  const unique = [...new Set(items.filter((item) => item !== ''))];
  // A list of commas must not mean "no restriction", as an unset variable does.
  if (unique.length === 0) variables.fault(name, 'names nobody and nothing', example);
  return unique;
}
