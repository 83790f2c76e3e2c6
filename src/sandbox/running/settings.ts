/** One of the bot's variables with a value other than its default, for as long as it is switched on. */
interface Setting {
  readonly id: string;
  readonly label: string;
  readonly variable: string;
  readonly value: string;
}

export const SETTINGS: readonly Setting[] = [
  setting('dry-run', 'Dry run: all but the cancellation', 'DRY_RUN=on'),
  setting('two-approvals', 'Two people must approve', 'REQUIRED_APPROVALS=2'),
  setting('reason', 'Who asks must say why', 'REQUIRE_REASON=on'),
  setting('emergency', 'Approve an own request in an emergency', 'EMERGENCY_APPROVAL=on'),
  // Where it lies is the bot's working directory.
  setting('two-targets', 'A second cloud', 'DDS_TARGETS_FILE=targets.yml'),
  setting('no-mentions', 'Mention no approvers', 'MENTION_APPROVERS=off'),
];

/** How the bot of a sandbox is set up; it reads its settings when it starts. */
export interface Settings {
  isOn(id: string): boolean;
  /** Throws on an id that is none. */
  turn(id: string, on: boolean): void;
  /** These are on then, and no others; answers whether that changed anything. */
  become(ids: readonly string[]): boolean;
  /** The variables that differ from the bot's defaults. */
  env(): Record<string, string>;
}

export function createSettings(): Settings {
  let on: readonly Setting[] = [];
  return {
    isOn: (id) => on.includes(settingOf(id)),
    turn(id, isOn) {
      const wanted = settingOf(id);
      on = SETTINGS.filter((it) => (it === wanted ? isOn : on.includes(it)));
    },
    become(ids) {
      const before = on;
      const wanted = ids.map(settingOf);
      on = SETTINGS.filter((it) => wanted.includes(it));
      return on.length !== before.length || on.some((it) => !before.includes(it));
    },
    env: () => Object.fromEntries(on.map(({ variable, value }) => [variable, value])),
  };
}

function setting(id: string, label: string, assignment: string): Setting {
  const [variable = '', value = ''] = assignment.split('=');
  return { id, label, variable, value };
}

function settingOf(id: string): Setting {
  const found = SETTINGS.find((it) => it.id === id);
  if (found === undefined) throw new Error(`There is no setting "${id}".`);
  return found;
}
