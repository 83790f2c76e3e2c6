import { api } from './api.ts';
import type { BotView, SettingView } from './api-types.ts';
import { Failed } from './failed.tsx';
import { Switches } from './switches.tsx';
import { useAct } from './use-act.ts';

export interface SettingListProps {
  readonly settings: readonly SettingView[];
  readonly bot: BotView;
}

/** How the bot is set up. It reads its settings when it starts, so each change restarts it. */
export function SettingList({ settings, bot }: SettingListProps) {
  const { failed, act } = useAct();
  const on = settings.filter(({ isOn }) => isOn).length;
  return (
    <Switches title="The bot's settings" on={on}>
      <fieldset>
        <legend>{noteOf(bot)}</legend>
        {settings.map(({ id, label, variable, value, isOn }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={isOn}
              onChange={() => act(api.setting({ id, on: !isOn }))}
            />
            <span>
              {label} <code>{`${variable}=${value}`}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <Failed why={failed} />
    </Switches>
  );
}

function noteOf({ isRunning, isStarting, says }: BotView): string {
  if (isStarting) return says;
  return isRunning ? 'Each change restarts the bot' : 'Used when the bot is started';
}
