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
  return [...neverTrue(evidence), ...notYetTrue(evidence)];
}

/** What no moment excuses: a `DELETE` without approval, a message that is not true. */
export function neverTrue(evidence: Evidence): readonly string[] {
  const { stories, broken } = readJournal(evidence.journal);
  return [
    ...broken,
    ...chainFaults(stories),
    ...decisionFaults(stories, evidence.policy),
    ...deleteFaults(stories, evidence),
    ...truthFaults(stories, evidence),
    ...secretFaults(evidence),
    ...recordedFaults(evidence),
  ];
}

/** What has to be so once nothing is under way any more: every event told, every request ended. */
export function notYetTrue(evidence: Evidence): readonly string[] {
  const { stories } = readJournal(evidence.journal);
  return [
    ...trailFaults(stories, evidence),
    ...cardFaults(stories, evidence),
    ...endingFaults(stories, evidence),
    ...answerFaults(stories, evidence),
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
