import { checkMrkdwn } from './mrkdwn.ts';
import {
  all,
  boolean,
  byType,
  type Check,
  exactlyOne,
  isObject,
  list,
  object,
  oneOf,
  string,
} from './shape.ts';

const MAX_OPTION_TEXT = 75;

export function plainText(max: number, { min = 1 } = {}): Check {
  return object({ type: oneOf('plain_text'), text: string({ min, max }) }, { emoji: boolean });
}

export function mrkdwn(max: number): Check {
  return all(
    object({ type: oneOf('mrkdwn'), text: string({ max }) }, { verbatim: boolean }),
    (value, at, found) => {
      if (!isObject(value) || typeof value['text'] !== 'string') return;
      checkMrkdwn(value['text'], at, found, value['verbatim'] === true);
    },
  );
}

export function textObject(max: number): Check {
  const texts = { plain_text: plainText(max), mrkdwn: mrkdwn(max) };
  return byType(() => texts);
}

/** A label somebody presses: never a bare "Cancel", which says not what is cancelled. */
export function label(max: number): Check {
  return all(plainText(max), (value, at, found) => {
    if (!isObject(value) || typeof value['text'] !== 'string') return;
    if (/^\W*cancel\W*$/i.test(value['text'])) found.unwise.push(`${at}: a bare "Cancel"`);
  });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirmDialog: Check = object(
  { title: plainText(100), text: textObject(300), confirm: label(30), deny: label(30) },
  { style: oneOf('primary', 'danger') },
);

export const url: Check = all(string({ max: 3000 }), (value, at, found) => {
  const scheme = typeof value === 'string' && URL.canParse(value) ? new URL(value).protocol : '';
  if (!['http:', 'https:'].includes(scheme)) found.invalid.push(`${at}: must be an http(s) URL`);
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export function option(text: Check = plainText(MAX_OPTION_TEXT)): Check {
  return object({ text, value: string({ max: 75 }) }, { description: plainText(75), url });
}

export const anyTextOption: Check = option(textObject(MAX_OPTION_TEXT));

export const optionGroup: Check = object({
  label: plainText(75),
  options: list(option(), { max: 100 }),
});

const slackFile: Check = all(
  object({}, { id: string({ max: 255 }), url }),
  exactlyOne('id', 'url'),
);

export const image: Check = all(
  object(
    { type: oneOf('image'), alt_text: string({ max: 2000 }) },
    { image_url: url, slack_file: slackFile },
  ),
  exactlyOne('image_url', 'slack_file'),
);

export const imageBlock: Check = all(
  object(
    { type: oneOf('image'), alt_text: string({ max: 2000 }) },
    {
      image_url: url,
      slack_file: slackFile,
      title: plainText(2000),
      block_id: string({ max: 255 }),
    },
  ),
  exactlyOne('image_url', 'slack_file'),
);
