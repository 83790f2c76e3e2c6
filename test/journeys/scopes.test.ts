import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { CHANNELS } from '../../src/sandbox/world/cast.ts';
import { MAYA, OMAR, openStage } from './stage.ts';

/** Bot scopes of each method: https://docs.slack.dev/reference/methods */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'views.open': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'users.info': ['users:read'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'usergroups.users.list': ['usergroups:read'],
};

test('the manifest and the README ask for exactly the scopes that the bot uses', async () => {
  const stage = await openStage({ speed: 20 });
  const { slack, task } = stage;
  // Doubtful posts make it look for its own messages.
  slack.fail({ method: 'chat.postMessage', times: 2 }, 'reset after commit');
  const card = await stage.ask();
  await stage.trailSays(card, 'asked to cancel');
  await slack.command(MAYA, card.channel, `/dds-cancel ${task.jobId}`);
  await stage.isTold(MAYA, 'is open already');
  await stage.press(OMAR, 'Reject', card);
  const view = await slack.until(() => slack.openViewOf(OMAR));
  await stage.press(MAYA, 'Withdraw', card);
  await stage.trailSays(card, 'withdrew');
  await slack.submitView(OMAR, view.id, { reason: { reason: 'too late' } });
  await stage.isTold(OMAR, 'settled before your click');
  await slack.command(MAYA, CHANNELS.payments.id, `/dds-cancel ${task.jobId}`);
  await slack.until(() => slack.messages(CHANNELS.payments.id).length > 0);
  const seen = [...slack.methodsSeen()];
  await stage.close();

  const used = new Set([
    'commands',
    ...seen.flatMap((method) => SCOPES[method] ?? [`? ${method}`]),
  ]);
  const manifest = parse(await readFile('manifest.yml', 'utf8'));
  const readme = await readFile('README.md', 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z]+(?::[a-z]+)?)` \|[^|]+\|$/gm)].map(
    ([, scope]) => scope,
  );
  expect([...used].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  expect(listed.filter((name) => used.has(name ?? '')).sort()).toEqual([...used].sort());
});
