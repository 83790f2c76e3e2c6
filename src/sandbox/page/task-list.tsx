import { AddTask } from './add-task.tsx';
import type { TaskView } from './api-types.ts';
import { slackDate } from './slack-date.ts';

export interface TaskListProps {
  readonly tasks: readonly TaskView[];
  readonly onPick: (jobId: string) => void;
}

/** The scheduled tasks as the simulated cloud holds them now. */
export function TaskList({ tasks, onPick }: TaskListProps) {
  return (
    <section className="tasks" aria-label="Scheduled tasks at DDS">
      <h2>Scheduled tasks at DDS</h2>
      <p className="note">Choose a task's id to write a command for it.</p>
      <ul>
        {tasks.map((task) => (
          <li key={task.jobId} data-job-id={task.jobId}>
            <p>
              <strong>{task.instanceName}</strong>
              <span className={`status ${task.status}`}>{task.status}</span>
            </p>
            <p className="note">
              {task.jobName}, {startSaid(task)}
            </p>
            <button type="button" className="link id" onClick={() => onPick(task.jobId)}>
              {task.jobId}
            </button>
          </li>
        ))}
      </ul>
      <AddTask />
    </section>
  );
}

function startSaid({ plannedStart }: TaskView): string {
  if (plannedStart === null) return 'no planned start';
  return `planned ${slackDate(Date.parse(plannedStart) / 1_000, '{date_short_pretty} {time} ({ago})')}`;
}
