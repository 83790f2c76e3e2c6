import { inspectMessage } from './block-kit/check-message.ts';
import type { Block, Content, Metadata } from './message-store.ts';
import { checkMetadata } from './metadata.ts';
import { SlackError } from './slack-error.ts';
import type { Workspace } from './workspace.ts';

export interface Sent {
  readonly text?: string | undefined;
  readonly blocks?: readonly Block[] | undefined;
  readonly metadata?: Metadata | undefined;
  readonly parse?: string | undefined;
}

/**
 * What a message will say, or the error Slack answers (`no_text`, `invalid_blocks`,
 * `invalid_metadata_format`, `metadata_too_large`). Every fault is also written down as a problem.
 */
export function contentFrom(workspace: Workspace, where: string, sent: Sent): Content {
  const { problems } = workspace.recorder;
  const { text = '', metadata } = sent;
  const blocks = sent.blocks?.length === 0 ? undefined : sent.blocks;
  if (text === '' && blocks === undefined) {
    problems.push(`${where}: no_text`);
    throw new SlackError('no_text');
  }
  const { invalid, unwise } = inspectMessage(sent.blocks, sent.text, sent);
  problems.push(...[...invalid, ...unwise].map((problem) => `${where}: ${problem}`));
  if (invalid.length > 0) {
    throw new SlackError('invalid_blocks', { response_metadata: { messages: invalid } });
  }
  if (metadata !== undefined) checkMetadata(metadata, where, problems);
  return { text: text.slice(0, MAX_TEXT), blocks, metadata };
}

/** Slack cuts the text of a message off here. */
const MAX_TEXT = 40_000;
