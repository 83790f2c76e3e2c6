import { answerFaults } from './answered.ts';
import { cardFaults } from './cards.ts';
import { chainFaults } from './chain.ts';
import { decisionFaults } from './decisions.ts';
import { deleteFaults } from './deletes.ts';
import { endingFaults } from './endings.ts';
import type { Evidence } from './evidence.ts';
import { readJournal } from './journal-event.ts';
import { secretFaults } from './secrets.ts';
import { trailFaults } from './trail.ts';
import { truthFaults } from './truth.ts';

/**
 * Holds what the simulators recorded, the journal and the channel against each other and against
 * what must always hold (design §5). Answers a sentence for each thing broken; none: all is well.
 */
export function witness(evidence: Evidence): readonly string[] {
  const { stories, broken } = readJournal(evidence.journal);
  return [
    ...broken,
    ...chainFaults(stories),
    ...decisionFaults(stories, evidence.policy),
    ...deleteFaults(stories, evidence),
    ...trailFaults(stories, evidence),
    ...truthFaults(stories, evidence),
    ...cardFaults(stories, evidence),
    ...endingFaults(stories, evidence),
    ...answerFaults(stories, evidence),
    ...secretFaults(evidence),
    ...recordedFaults(evidence),
  ];
}

/** What the simulators themselves found wrong. */
function recordedFaults({ dds, slack, policy }: Evidence): string[] {
  const { fullestWindow } = dds;
  return [
    ...dds.violations.map((violation) => `DDS: ${violation}`),
    ...slack.problems.map((problem) => `Slack: ${problem}`),
    ...(fullestWindow <= policy.callsPerMinute
      ? []
      : [`${fullestWindow} calls of DDS within 60 s, and ${policy.callsPerMinute} are allowed`]),
  ];
}
