import type { WorldView } from '../page/api-types.ts';
import { countersOf } from '../running/counters.ts';
import type { Sandbox } from '../running/sandbox.ts';
import { SETTINGS } from '../running/settings.ts';
import { TROUBLES } from '../running/troubles.ts';
import { SCENES } from '../scenes/scenes.ts';
import { callsView } from './calls-view.ts';

const MINUTE_MS = 60_000;

type StageView = Pick<
  WorldView,
  | 'bot'
  | 'clock'
  | 'targets'
  | 'calls'
  | 'troubles'
  | 'settings'
  | 'counters'
  | 'verdict'
  | 'scenes'
  | 'commands'
  | 'shortcuts'
>;

/** What is behind the scenes, the same for everybody who looks. */
export function stageView(sandbox: Sandbox): StageView {
  const { world, bot, troubles, settings, verdict, aheadMs, offers } = sandbox;
  return {
    bot: bot.view(),
    clock: {
      now: world.now().toISOString(),
      aheadMinutes: Math.round(aheadMs() / MINUTE_MS),
    },
    targets: [...sandbox.clouds().keys()],
    calls: callsView(world, sandbox.clouds()),
    troubles: TROUBLES.map(({ id, where, label }) => ({
      ...{ id, where, label },
      isOn: troubles.isOn(id),
    })),
    settings: SETTINGS.map(({ id, label, variable, value }) => ({
      ...{ id, label, variable, value },
      isOn: settings.isOn(id),
    })),
    counters: countersOf(world, verdict.journal()),
    verdict: verdict.view(),
    scenes: SCENES.map(({ id, title, says }) => ({ id, title, says })),
    commands: offers.slash_commands.map(({ command, description, usage_hint = '' }) => ({
      ...{ command, description, hint: usage_hint },
    })),
    shortcuts: offers.shortcuts.map(({ callback_id: callbackId, name, type: kind }) => ({
      ...{ callbackId, name, kind },
    })),
  };
}
