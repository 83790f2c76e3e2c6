import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { SHORTCUT } from '../src/slack/listeners/shortcuts.ts';

const text = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

const https = z.string().regex(/^https:\/\//);
/** What of Slack's schema this app uses, with its limits: https://docs.slack.dev/reference/app-manifest */
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().min(1).max(24),
        type: z.enum(['global', 'message']),
        callback_id: z.string().min(1).max(255),
        description: z.string().min(1).max(150),
      }),
    ),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(false),
          url: https.optional(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: https.optional() }),
    socket_mode_enabled: z.boolean(),
    org_deploy_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

describe('the manifest', () => {
  const manifest = Manifest.parse(parse(text));

  test('is for Socket Mode, so without any URL', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain('http');
  });

  test('has the one command and its hint', () => {
    expect(manifest.features.slash_commands).toEqual([
      expect.objectContaining({
        command: '/dds-cancel',
        usage_hint: '[<job-id> [in <target>] [reason] | status | history [n] | help]',
      }),
    ]);
  });

  test('has the two shortcuts that the bot listens for', () => {
    expect(manifest.features.shortcuts).toEqual([
      expect.objectContaining({ type: 'global', callback_id: SHORTCUT.anywhere }),
      expect.objectContaining({
        ...{ type: 'message', callback_id: SHORTCUT.onMessage, name: 'Cancel DDS task…' },
      }),
    ]);
  });

  test('asks for exactly the scopes that are used', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual([
      'commands',
      'chat:write',
      'users:read',
      'channels:read',
      'groups:read',
      'channels:history',
      'groups:history',
      'usergroups:read',
    ]);
  });
});

test('changed as its comments say, it is a manifest for HTTP mode with the same URL twice', () => {
  const changed = text
    .replace(/( *)# HTTP: take.*\n *# /g, '$1')
    .replace(/# HTTP: false\n *socket_mode_enabled: true/, 'socket_mode_enabled: false');
  const { features, settings } = Manifest.parse(parse(changed));
  const url = 'https://bot.example.com/slack/events';
  expect(features.slash_commands.map((command) => command.url)).toEqual([url]);
  expect(settings.interactivity.request_url).toBe(url);
  expect(settings.socket_mode_enabled).toBe(false);
});
