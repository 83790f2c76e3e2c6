import { isObject } from './block-kit/shape.ts';
import type { Metadata } from './message-store.ts';
import { SlackError } from './slack-error.ts';

/** Slack publishes no size for metadata_too_large; these two are this simulator's choice. */
const REFUSED_BYTES = 8_000;
const ADVISED_BYTES = 1_500;

/** Throws what Slack would answer, and writes down what it would only frown at. */
export function checkMetadata(metadata: Metadata, where: string, problems: string[]): void {
  const refuse = (error: string): never => {
    problems.push(`${where}: ${error}`);
    throw new SlackError(error);
  };
  const { event_type, event_payload, ...rest } = metadata;
  if (typeof event_type !== 'string' || event_type === '' || Object.keys(rest).length > 0) {
    refuse('invalid_metadata_format');
  }
  if (!isObject(event_payload)) refuse('invalid_metadata_format');
  if (!Object.values(event_payload).every(isAllowed)) refuse('invalid_metadata_schema');
  const bytes = Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > REFUSED_BYTES) refuse('metadata_too_large');
  if (bytes > ADVISED_BYTES) problems.push(`${where}: ${bytes} bytes of metadata`);
}

/** Scalars, one-level objects of scalars, and lists of such objects: @slack/types MessageMetadata. */
function isAllowed(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isFlatObject);
  return isScalar(value) || isFlatObject(value);
}

function isFlatObject(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isScalar);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
