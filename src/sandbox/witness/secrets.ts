import type { Evidence } from './evidence.ts';

/** Design §5.8: no secret is in anything that was said or journaled. */
export function secretFaults({ slack, journal, secrets }: Evidence): readonly string[] {
  const places = [
    ...[...slack.messages, ...slack.directMessages].map(({ ts, versions, metadata }) => ({
      name: `the message ${ts}`,
      text: JSON.stringify([versions, metadata]),
    })),
    ...slack.ephemerals.map(({ userId, text, blocks }) => ({
      name: `an answer to ${userId}`,
      text: JSON.stringify([text, blocks]),
    })),
    ...journal.map((line, index) => ({
      name: `line ${index + 1} of the journal`,
      text: JSON.stringify(line) ?? '',
    })),
  ];
  return places.flatMap(({ name, text }) =>
    // Not the secret itself: a failing test is printed.
    secrets.flatMap((secret, index) =>
      text.includes(JSON.stringify(secret).slice(1, -1))
        ? [`${name} holds secret ${index + 1}`]
        : [],
    ),
  );
}
