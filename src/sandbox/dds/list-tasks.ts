import type { Answer } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { type ListQuery, parseListQuery } from './list-query.ts';
import { type SandboxTask, taskRow } from './task.ts';

/**
 * `GET /v3/{project}/scheduled-jobs`. Invented, for the documentation is silent: newest created
 * first, and an empty page past the end.
 */
export function listTasks(incoming: Incoming, tasks: readonly SandboxTask[], now: Date): Answer {
  const query = parseListQuery(incoming.query, now);
  if ('answer' in query) return query.answer;
  const matches = tasks
    .filter((task) => isMatch(task, query))
    .sort((a, b) => b.createTime.getTime() - a.createTime.getTime());
  const page = matches.slice(query.offset, query.offset + query.limit);
  return { status: 200, json: { total_count: matches.length, schedules: page.map(taskRow) } };
}

function isMatch(task: SandboxTask, query: ListQuery): boolean {
  // The wire has whole seconds, so a bound of the same second includes the task.
  const created = Math.floor(task.createTime.getTime() / 1_000);
  return (
    created >= Math.floor(query.from.getTime() / 1_000) &&
    created <= Math.floor(query.to.getTime() / 1_000) &&
    (query.jobName === '' || query.jobName === task.jobName) &&
    (query.jobStatus === '' || query.jobStatus === task.status) &&
    (query.instanceId === '' || query.instanceId === task.instanceId)
  );
}
