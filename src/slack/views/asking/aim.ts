import { z } from 'zod';

/** What a modal is to lead to. Slack gives it back as it was sent; the task is read again all the same. */
const aim = z.discriminatedUnion('for', [
  /** A page of the Pending tasks; `ids`: those that a message names, in lower case. */
  z.strictObject({
    for: z.literal('list'),
    page: z.int().min(1),
    ids: z.array(z.string()).nullable(),
  }),
  /** The form for one task, filled in with what was typed so far. */
  z.strictObject({
    for: z.literal('task'),
    id: z.string(),
    target: z.string().nullable(),
    reason: z.string().nullable(),
  }),
]);
export type Aim = Readonly<z.infer<typeof aim>>;
export type ListAim = Extract<Aim, { for: 'list' }>;
export type TaskAim = Extract<Aim, { for: 'task' }>;

/** What a modal carries from one submission to the next. */
const carried = z.strictObject({
  aim,
  /** The channel somebody comes from, where it is known. */
  from: z.string().nullable(),
});
export type Carried = Readonly<z.infer<typeof carried>>;

export function writeCarried(carry: Carried): string {
  return JSON.stringify(carry);
}

/** `null` for anything that this bot does not write. */
export function readCarried(text: unknown): Carried | null {
  const parsed = carried.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

const taskValue = z.tuple([z.string(), z.string()]);

/** What the button beside a task carries. */
export function writeTaskValue({ id, target }: { id: string; target: string }): string {
  return JSON.stringify([id, target]);
}

/** `null` for anything that this bot does not write. */
export function readTaskValue(value: unknown): TaskAim | null {
  const parsed = taskValue.safeParse(jsonOf(value));
  if (!parsed.success) return null;
  const [id, target] = parsed.data;
  return { for: 'task', id, target, reason: null };
}

function jsonOf(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
