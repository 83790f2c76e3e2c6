import { image, imageBlock, label, mrkdwn, plainText, textObject } from './composition.ts';
import { accessory, actionElement, button, inputElement } from './elements.ts';
import { richTextBlock } from './rich-text.ts';
import {
  all,
  boolean,
  byType,
  type Check,
  type Fields,
  isObject,
  list,
  object,
  oneOf,
  string,
} from './shape.ts';
import { tableBlock } from './table.ts';

function block(type: string, required: Fields = {}, optional: Fields = {}): Check {
  return object(
    { type: oneOf(type), ...required },
    { ...optional, block_id: string({ max: 255 }) },
  );
}

const section: Check = all(
  block(
    'section',
    {},
    {
      text: textObject(3000),
      fields: list(textObject(2000), { max: 10 }),
      accessory,
      expand: boolean,
    },
  ),
  (value, at, found) => {
    if (isObject(value) && !('text' in value) && !('fields' in value)) {
      found.invalid.push(`${at}: a section needs text or fields`);
    }
  },
);

const contextElements: Fields = { image, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) };

const shared: Fields = {
  section,
  header: block('header', { text: plainText(150) }),
  divider: block('divider'),
  image: imageBlock,
  context: block('context', {
    elements: list(
      byType(() => contextElements),
      { max: 10 },
    ),
  }),
  actions: block('actions', { elements: list(actionElement, { max: 25 }) }),
  rich_text: richTextBlock,
};

/** https://docs.slack.dev/reference/block-kit/blocks: `block_id` of a markdown block is not kept. */
const markdown: Check = block('markdown', { text: string({ max: 12_000 }) });

const card: Check = block(
  'card',
  {},
  {
    hero_image: image,
    icon: image,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(button, { max: 25 }),
  },
);

const input: Check = block(
  'input',
  { label: label(2000), element: inputElement },
  { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
);

const alert: Check = block(
  'alert',
  { text: textObject(200) },
  { level: oneOf('default', 'info', 'warning', 'error', 'success') },
);

const messageBlocks: Fields = {
  ...shared,
  markdown,
  card,
  carousel: block('carousel', { elements: list(card, { max: 10 }) }),
  table: tableBlock,
};
const modalBlocks: Fields = { ...shared, input, alert };

export const messageBlock: Check = byType(() => messageBlocks);
export const modalBlock: Check = byType(() => modalBlocks);
