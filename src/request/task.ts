import { z } from 'zod';

/** One scheduled task of DDS, in our words. What DDS left out or sent empty is `''` or `null` here. */
export const scheduledTask = z.object({
  /** Name of the target that lists the task. */
  target: z.string(),
  /** As DDS spells it. */
  id: z.string(),
  /** What the task does, e.g. `RESIZE_FLAVOR`. An open set: Huawei documents only one value. */
  kind: z.string(),
  /** `Pending`, `Running`, `Completed`, `Failed`, `Canceled`, or a status not documented. */
  status: z.string(),
  instanceId: z.string(),
  instanceName: z.string(),
  instanceStatus: z.string(),
  /** ISO 8601, UTC; `null` where DDS sent nothing that parses. */
  createdAt: z.string().nullable(),
  /** ISO 8601, UTC. Only a hint: its meaning while `Pending` is undocumented. */
  plannedStart: z.string().nullable(),
});
export type ScheduledTask = Readonly<z.infer<typeof scheduledTask>>;

/** What broke or was refused at DDS, safe to show: it never holds a secret or a signed request. */
export const ddsFault = z.object({
  kind: z.enum([
    'throttled',
    'no connection',
    'timed out',
    'connection lost',
    'authentication',
    'permission',
    'not published',
    'refused',
    'server',
    'unreadable',
  ]),
  /** HTTP status; `null` where no answer came. */
  status: z.number().nullable(),
  /** `DBS.…`, `APIGW.…`, `IAM.…`; `null` where the answer had none. */
  code: z.string().nullable(),
  /** DDS's own words, cut to a bounded length; our own sentence for authentication faults. */
  message: z.string(),
  /** `X-Request-Id` of the answer, for Huawei's support. */
  callId: z.string().nullable(),
});
export type DdsFault = Readonly<z.infer<typeof ddsFault>>;
