import {
  anyTextOption,
  confirmDialog,
  image,
  label,
  option,
  optionGroup,
  plainText,
  url,
} from './composition.ts';
import { richTextBlock } from './rich-text.ts';
import {
  all,
  boolean,
  byType,
  type Check,
  exactlyOne,
  type Fields,
  integer,
  list,
  matching,
  object,
  oneOf,
  string,
} from './shape.ts';

const actionId = string({ max: 255 });
const id = string({ max: 255 });
const placeholder = plainText(150);
const pickable = { action_id: actionId, confirm: confirmDialog, focus_on_load: boolean };
const pickableWithHint = { ...pickable, placeholder };
const many = { ...pickableWithHint, max_selected_items: integer(1, 100) };
const typed = {
  action_id: actionId,
  focus_on_load: boolean,
  placeholder,
  dispatch_action_config: object(
    {},
    {
      trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }),
    },
  ),
};

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button: Check = named(
  'button',
  { text: label(75) },
  {
    action_id: actionId,
    value: string({ max: 2000 }),
    url,
    style: oneOf('primary', 'danger'),
    accessibility_label: string({ max: 75 }),
    confirm: confirmDialog,
  },
);

function named(type: string, required: Fields, optional: Fields): Check {
  return object({ type: oneOf(type), ...required }, optional);
}

const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date YYYY-MM-DD');
const clock = matching(/^\d{2}:\d{2}$/, 'a time HH:mm');
const conversationFilter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);
const staticOptions = {
  options: list(option(), { max: 100 }),
  option_groups: list(optionGroup, { max: 100 }),
};
const ids = list(id, { max: 100 });
const toggled = { options: list(anyTextOption, { max: 10 }) };

const selects: Fields = {
  static_select: all(
    named('static_select', {}, { ...pickableWithHint, ...staticOptions, initial_option: option() }),
    exactlyOne('options', 'option_groups'),
  ),
  multi_static_select: all(
    named(
      'multi_static_select',
      {},
      { ...many, ...staticOptions, initial_options: list(option(), { max: 100 }) },
    ),
    exactlyOne('options', 'option_groups'),
  ),
  users_select: named('users_select', {}, { ...pickableWithHint, initial_user: id }),
  multi_users_select: named('multi_users_select', {}, { ...many, initial_users: ids }),
  conversations_select: named(
    'conversations_select',
    {},
    {
      ...pickableWithHint,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  ),
  channels_select: named(
    'channels_select',
    {},
    { ...pickableWithHint, initial_channel: id, response_url_enabled: boolean },
  ),
};

const pickers: Fields = {
  ...selects,
  checkboxes: named('checkboxes', toggled, {
    ...pickable,
    initial_options: list(anyTextOption, { max: 10 }),
  }),
  radio_buttons: named('radio_buttons', toggled, { ...pickable, initial_option: anyTextOption }),
  datepicker: named('datepicker', {}, { ...pickableWithHint, initial_date: date }),
  timepicker: named(
    'timepicker',
    {},
    { ...pickableWithHint, initial_time: clock, timezone: string({ max: 100 }) },
  ),
  datetimepicker: named(
    'datetimepicker',
    {},
    { ...pickable, initial_date_time: integer(1e9, 9_999_999_999) },
  ),
};

const overflow: Check = named(
  'overflow',
  { options: list(option(), { min: 1, max: 5 }) },
  { action_id: actionId, confirm: confirmDialog },
);

const inputs: Fields = {
  plain_text_input: named(
    'plain_text_input',
    {},
    {
      ...typed,
      initial_value: string({ min: 0, max: 3000 }),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
  ),
  email_text_input: named('email_text_input', {}, { ...typed, initial_value: string() }),
  url_text_input: named('url_text_input', {}, { ...typed, initial_value: string() }),
  number_input: named(
    'number_input',
    { is_decimal_allowed: boolean },
    { ...typed, initial_value: string(), min_value: string(), max_value: string() },
  ),
  rich_text_input: named('rich_text_input', {}, { ...typed, initial_value: richTextBlock }),
};

const actionElements: Fields = { button, overflow, ...pickers };
const inputElements: Fields = { ...pickers, ...inputs };
const accessories: Fields = { button, overflow, image, ...pickers };

export const actionElement: Check = byType(() => actionElements);
export const inputElement: Check = byType(() => inputElements);
export const accessory: Check = byType(() => accessories);
