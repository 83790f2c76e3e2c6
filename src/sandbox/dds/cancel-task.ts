import type { Answer } from './answer.ts';
import { type Profile, undocumented } from './profiles.ts';
import type { World } from './world.ts';

/**
 * `DELETE /v3/{project}/scheduled-jobs/{job_id}`, synchronous; only a `Pending` task can be cancelled:
 * https://support.huaweicloud.com/intl/en-us/api-dds/dds_api_0278.html
 */
export function cancelTask(
  jobId: string,
  { world, profile, cancelled }: { world: World; profile: Profile; cancelled: () => void },
): Answer {
  const task = world.findTask(jobId);
  if (!task) return undocumented(profile.unknownId);
  if (task.status === 'Canceled') return undocumented(profile.secondCancel);
  if (task.status !== 'Pending') return undocumented(profile.wrongState);
  world.cancelTask(jobId);
  cancelled();
  return { status: 204 };
}
