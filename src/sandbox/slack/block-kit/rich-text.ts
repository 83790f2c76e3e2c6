import {
  boolean,
  byType,
  type Check,
  type Fields,
  integer,
  list,
  matching,
  object,
  oneOf,
  string,
} from './shape.ts';

const style = object(
  {},
  { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean },
);
const linkUrl = matching(/^(https?:\/\/|mailto:|tel:)\S+$/, 'an http(s), mailto or tel URL');

function inline(type: string, required: Fields, optional: Fields = {}): Check {
  return object({ type: oneOf(type), ...required }, { ...optional, style });
}

/** Reads the range so that a broadcast inside rich_text is reported as what it is. */
const broadcast: Check = (value, at, found) => {
  inline('broadcast', { range: oneOf('here', 'channel', 'everyone') })(value, at, found);
  found.unwise.push(`${at}: a broadcast element calls everybody`);
};

const inlineElements: Fields = {
  text: inline('text', { text: string() }),
  link: inline('link', { url: linkUrl }, { text: string(), unsafe: boolean }),
  emoji: inline('emoji', { name: string() }, { unicode: string(), url: string() }),
  user: inline('user', { user_id: matching(/^[UW][A-Z0-9_]+$/, 'a user id') }),
  channel: inline('channel', { channel_id: matching(/^[CGD][A-Z0-9_]+$/, 'a channel id') }),
  usergroup: inline('usergroup', { usergroup_id: matching(/^S[A-Z0-9_]+$/, 'a group id') }),
  team: inline('team', { team_id: matching(/^T[A-Z0-9_]+$/, 'a team id') }),
  color: inline('color', { value: string() }),
  date: inline(
    'date',
    { timestamp: integer(0, 99_999_999_999), format: string() },
    { url: linkUrl, fallback: string() },
  ),
  broadcast,
};
const { text, link } = inlineElements;
const verbatimElements: Fields = text && link ? { text, link } : {};

const MANY = { min: 0, max: 3000 };
const inlines = list(
  byType(() => inlineElements),
  MANY,
);
const border = oneOf(0, 1);
const section = object({ type: oneOf('rich_text_section'), elements: inlines });
const quote = object({ type: oneOf('rich_text_quote'), elements: inlines }, { border });
const preformatted = object(
  {
    type: oneOf('rich_text_preformatted'),
    elements: list(
      byType(() => verbatimElements),
      MANY,
    ),
  },
  { border, language: string() },
);
const bullets = object(
  {
    type: oneOf('rich_text_list'),
    elements: list(section, { max: 1000 }),
    style: oneOf('bullet', 'ordered'),
  },
  { border, indent: integer(0, 8), offset: integer(0, 10_000) },
);

const groups: Fields = {
  rich_text_section: section,
  rich_text_quote: quote,
  rich_text_preformatted: preformatted,
  rich_text_list: bullets,
};

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richTextBlock: Check = object(
  {
    type: oneOf('rich_text'),
    elements: list(
      byType(() => groups),
      { max: 1000 },
    ),
  },
  { block_id: string({ max: 255 }) },
);
