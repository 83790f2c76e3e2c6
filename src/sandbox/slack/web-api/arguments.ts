import { z } from 'zod';

/** Web API arguments arrive as form fields, so every one of them is a string at first. */
export const text = z.string();
export const id = z.string().min(1);
export const flag = z.enum(['true', 'false', '1', '0']).transform((value) => /true|1/.test(value));
export const ts = z.string().regex(/^\d{1,11}\.\d{6}$/, 'not a message timestamp');
export const moment = z.string().regex(/^\d{1,11}(\.\d{1,6})?$/, 'not a timestamp');

/** `limit` of a paged method: https://docs.slack.dev/apis/web-api/pagination says at most 999. */
export const limit = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 999, 'must be from 1 to 999');

function json<T extends z.ZodType>(schema: T) {
  const parsed = z.string().transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  });
  return parsed.pipe(schema);
}

const anyObject = z.record(z.string(), z.unknown());
export const blocks = json(z.array(anyObject));
export const view = json(anyObject);
export const metadata = json(
  z.looseObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }),
);
/** For chat.update, where `{}` takes the metadata away. */
export const metadataOrNone = json(
  z.union([
    z.strictObject({}),
    z.looseObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }),
  ]),
);

/** How text is read and what is unfurled; the simulator accepts them and renders nothing. */
export const rendering = {
  parse: z.enum(['none', 'full', 'client']).optional(),
  link_names: flag.optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
};
