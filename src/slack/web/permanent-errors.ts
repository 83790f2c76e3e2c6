/**
 * What Slack answers where it will never take this message, however often it is sent.
 * Sources: the error tables of https://docs.slack.dev/reference/methods/chat.postMessage,
 * https://docs.slack.dev/reference/methods/chat.update and
 * https://docs.slack.dev/reference/methods/chat.delete
 */
export const PERMANENT_ERRORS: ReadonlySet<string> = new Set([
  // The place is closed to the bot.
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'cannot_reply_to_message',
  'thread_not_found',
  'user_not_found',
  'user_not_in_channel',
  'cannot_dm_bot',
  'messages_tab_disabled',
  // The message cannot be changed.
  'message_not_found',
  'cant_update_message',
  'cant_delete_message',
  'edit_window_closed',
  'is_inactive',
  'block_mismatch',
  // The message is not one that Slack takes.
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'msg_too_large',
  'no_text',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'invalid_arguments',
]);

/**
 * Refused before anything was done, and a person can put it right: the same call may succeed later.
 * Source: the errors common to all methods, https://docs.slack.dev/reference/methods/auth.test
 */
export const REFUSED_FOR_NOW: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'two_factor_setup_required',
  'message_limit_exceeded',
  'rate_limited',
  'ratelimited',
]);
