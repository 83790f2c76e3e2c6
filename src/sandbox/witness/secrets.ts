import type { Evidence } from './evidence.ts';

interface Place {
  readonly name: string;
  readonly text: string;
}

/** Design §5.8: no secret is in anything that was said, shown, journaled or logged. */
export function secretFaults(evidence: Evidence): readonly string[] {
  const once = onceOnly(evidence);
  return placesIn(evidence).flatMap(({ name, text }) => [
    // Not the secret itself: a failing test is printed.
    ...evidence.secrets.flatMap((secret, index) =>
      text.includes(JSON.stringify(secret).slice(1, -1))
        ? [`${name} holds secret ${index + 1}`]
        : [],
    ),
    ...new Set(wordsIn(text).flatMap((word) => saidOf(once.get(word), name))),
    ...(SIGNED.test(text) ? [`${name} holds a signed request`] : []),
  ]);
}

/** What a canonical request, and the gateway's echo of one, are known by. */
const SIGNED = /SDK-HMAC-SHA256|canonicalRequest:|signed[_-]?headers=/i;

function saidOf(what: string | undefined, name: string): readonly string[] {
  return what === undefined ? [] : [`${name} holds ${what}`];
}

/** Secrets of one act or call: so many that each place is searched for all of them at once. */
function onceOnly({ slack, dds }: Evidence): ReadonlyMap<string, string> {
  const addresses = slack.deliveries.map(({ payload }) => payload['response_url']);
  return new Map([
    ...addresses.map((address) => [String(address), 'a response_url'] as const),
    ...dds.credentials.map((one) => [one, 'a signature or token'] as const),
  ]);
}

/** Addresses, and what is too long to be a word. */
function wordsIn(text: string): readonly string[] {
  return text.match(/https?:\/\/[^\s"'\\<>|,)]+|[\w-]{32,}/g) ?? [];
}

function placesIn({ slack, journal, log }: Evidence): readonly Place[] {
  return [
    ...[...slack.messages, ...slack.directMessages].map(({ ts, versions, metadata }) => ({
      name: `the message ${ts}`,
      text: JSON.stringify([versions, metadata]),
    })),
    ...slack.ephemerals.map(({ userId, text, blocks }) => ({
      name: `an answer to ${userId}`,
      text: JSON.stringify([text, blocks]),
    })),
    ...slack.viewsShown.map(({ userId, source }) => ({
      name: `a modal of ${userId}`,
      text: JSON.stringify(source),
    })),
    ...journal.map((line, index) => ({
      name: `line ${index + 1} of the journal`,
      text: JSON.stringify(line) ?? '',
    })),
    ...log.map((text, index) => ({ name: `line ${index + 1} of the log`, text })),
  ];
}
