import { randomBytes } from 'node:crypto';
import type { Config } from '../config/types.ts';
import type { SlackEdge, UseCases } from '../slack/edge.ts';
import { createAdmission } from '../workflow/admission.ts';
import type { Recorder } from '../workflow/append.ts';
import { createCards } from '../workflow/cards.ts';
import type { Engine } from '../workflow/engine.ts';
import { createFindTask } from '../workflow/find-task.ts';
import { createHelpHere } from '../workflow/help-here.ts';
import { createOpenRequests } from '../workflow/open-request.ts';
import { createOverviews } from '../workflow/overview.ts';
import { createPendingTasks } from '../workflow/pending-tasks.ts';
import { createPicker } from '../workflow/picker.ts';
import type { Clock, DdsTarget, Journal } from '../workflow/ports.ts';
import { createPresses } from '../workflow/press.ts';
import { createSubmit } from '../workflow/submit.ts';

interface UseCaseParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly targets: ReadonlyMap<string, DdsTarget>;
  readonly slack: Pick<SlackEdge, 'directory'>;
}

/** Everything that people can wish for, between the ports. */
export function openUseCases(
  { config, clock, journal, targets, slack: { directory } }: UseCaseParts,
  recorder: Recorder,
  engine: Engine,
): UseCases {
  const { policy, dds } = config;
  const admission = createAdmission({ directory, channels: policy.channels });
  const openRequests = createOpenRequests(journal, directory);
  const findTask = createFindTask({ targets, clock, lookbackDays: dds.lookbackDays });
  const pendingTasks = createPendingTasks(targets, clock);
  const deps = { journal, recorder, engine, directory, targets, clock };
  const asking = { ...deps, admission, openRequests, findTask, policy };
  const cards = createCards({ ...deps, policy });
  return {
    submit: createSubmit({ ...asking, newId: () => randomBytes(8).toString('hex') }),
    ...{ cards, admission, presses: createPresses({ ...deps, cards, policy }) },
    picker: createPicker({ ...asking, pendingTasks }),
    overviews: createOverviews(journal, directory),
    helpHere: createHelpHere({
      ...{ admission, directory, targets: [...targets.keys()] },
      required: policy.requiredApprovals,
    }),
    isReasonRequired: policy.requireReason,
  };
}
