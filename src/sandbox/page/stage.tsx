import type { WorldView } from './api-types.ts';
import { CallList } from './call-list.tsx';
import { ClockControl } from './clock-control.tsx';
import { readerOf } from './reader.ts';
import { SceneList } from './scene-list.tsx';
import { SettingList } from './setting-list.tsx';
import { TaskList } from './task-list.tsx';
import { TroubleList } from './trouble-list.tsx';

export interface StageProps {
  readonly world: WorldView;
  readonly onPick: (jobId: string) => void;
  readonly onScene: (id: string) => void;
}

/** What is beside Slack: the cloud, and everything that can be done to both. */
export function Stage({ world, onPick, onScene }: StageProps) {
  return (
    <aside className="stage" aria-label="Behind the scenes">
      <ClockControl clock={world.clock} reader={readerOf(world)} />
      <SceneList scenes={world.scenes} onScene={onScene} />
      <SettingList settings={world.settings} bot={world.bot} />
      <TroubleList troubles={world.troubles} targets={world.targets} />
      <TaskList world={world} onPick={onPick} />
      <CallList calls={world.calls} />
    </aside>
  );
}
