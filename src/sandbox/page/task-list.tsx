import { AddTask } from './add-task.tsx';
import { api } from './api.ts';
import type { TaskView, WorldView } from './api-types.ts';
import { Failed } from './failed.tsx';
import { readerOf } from './reader.ts';
import { slackDate } from './slack-date.ts';
import { useAct } from './use-act.ts';

export interface TaskListProps {
  readonly world: WorldView;
  readonly onPick: (jobId: string) => void;
}

/** The scheduled tasks as the simulated cloud holds them now, or all of them. */
export function TaskList({ world, onPick }: TaskListProps) {
  const { failed, act } = useAct();
  const { targets } = world;
  return (
    <section className="tasks" aria-label="Scheduled tasks at DDS">
      <h2>Scheduled tasks at DDS</h2>
      <p className="note">Choose a task's id to write a command for it.</p>
      <ul>
        {soonestFirst(world).map((task) => (
          <li key={`${task.target} ${task.jobId}`} data-job-id={task.jobId}>
            <p>
              <strong>{task.instanceName}</strong>
              <span className={`status ${task.status}`}>{task.status}</span>
            </p>
            <p className="note">
              {targets.length > 1 && <span className="badge">{task.target}</span>} {task.jobName},{' '}
              {startSaid(task, world)}
            </p>
            <p className="row">
              <button type="button" className="link id" onClick={() => onPick(task.jobId)}>
                {task.jobId}
              </button>
              {task.status === 'Pending' && (
                <button
                  type="button"
                  aria-label={`Start now: the task of ${task.instanceName}`}
                  onClick={() => act(api.startTask({ target: task.target, jobId: task.jobId }))}
                >
                  Start now
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      <Failed why={failed} />
      <AddTask targets={targets} />
    </section>
  );
}

/** What is still to come, the soonest on top; below it the rest, the latest on top. */
function soonestFirst({ tasks, clock }: WorldView): readonly TaskView[] {
  const start = ({ plannedStart }: TaskView): number => Date.parse(plannedStart ?? clock.now);
  const isToCome = (task: TaskView): boolean => start(task) >= Date.parse(clock.now);
  const toCome = tasks.filter(isToCome).sort((a, b) => start(a) - start(b));
  const past = tasks.filter((task) => !isToCome(task)).sort((a, b) => start(b) - start(a));
  return [...toCome, ...past];
}

const FORMAT = '{date_short_pretty} {time} ({ago})';

function startSaid({ plannedStart }: TaskView, world: WorldView): string {
  if (plannedStart === null) return 'no planned start';
  return `planned ${slackDate(Date.parse(plannedStart) / 1_000, FORMAT, readerOf(world))}`;
}
