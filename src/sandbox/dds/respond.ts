import { type Answer, notPublished } from './answer.ts';
import { cancelTask } from './cancel-task.ts';
import type { Cloud } from './cloud.ts';
import type { Incoming } from './incoming.ts';
import { listInstances } from './list-instances.ts';
import { listTasks } from './list-tasks.ts';
import { listProjects } from './project-list.ts';
import type { Route } from './routes.ts';
import { signIn } from './sign-in.ts';

/** Does what a call asks for, past the gateway, and says what came of it. */
export function respond(cloud: Cloud, incoming: Incoming, route: Route, requestId: string): Answer {
  const { account, world, tokens } = cloud;
  const at = cloud.now();
  switch (route.kind) {
    case 'list':
      return listTasks(incoming, world.tasks(), at);
    case 'cancel':
      return cancel(cloud, route.jobId ?? '', requestId);
    case 'instances':
      return listInstances(incoming, world.instances(), account.project.name);
    case 'token':
      return signIn(incoming, { account, tokens, lockout: cloud.loginLockout, at });
    case 'projects':
      return listProjects(incoming, account);
    case 'metadata token':
      return cloud.metadata.issueToken(incoming, at);
    case 'security key':
      return cloud.metadata.issueKeys(incoming, at);
    case 'delete instance':
    case 'outside':
      return notPublished();
    default:
      return route.kind satisfies never;
  }
}

function cancel(cloud: Cloud, jobId: string, requestId: string): Answer {
  const cancelled = () => cloud.recorder.cancelled({ jobId, at: cloud.now(), requestId });
  return cancelTask(jobId, { world: cloud.world, profile: cloud.profile, cancelled });
}
