import { answerFaults } from './answered.ts';
import { askedFaults } from './asked.ts';
import { cardFaults } from './cards.ts';
import { chainFaults } from './chain.ts';
import { decisionFaults } from './decisions.ts';
import { deleteFaults } from './deletes.ts';
import { endingFaults } from './endings.ts';
import type { Evidence } from './evidence.ts';
import { fingerprintFaults } from './fingerprints.ts';
import { readJournal } from './journal-event.ts';
import { privacyFaults } from './privacy.ts';
import { rereadFaults } from './rereads.ts';
import { secretFaults } from './secrets.ts';
import { trailFaults } from './trail.ts';
import { truthFaults } from './truth.ts';
import { datingFaults } from './written.ts';

/** What is broken about a run, by the promise: nothing lost, doubled, untrue or stuck; or another rule. */
export interface Finding {
  readonly kind: Kind;
  /** A sentence. */
  readonly what: string;
}

export const KINDS = ['lost', 'doubled', 'untrue', 'stuck', 'against a rule'] as const;
type Kind = (typeof KINDS)[number];

/** Answers a sentence for each thing broken; none: all is well. */
export function witness(evidence: Evidence): readonly string[] {
  return sentences(findings(evidence));
}

/**
 * Holds what the simulators recorded, the journal and the channel against each other and against
 * what must always hold (design §5).
 */
export function findings(evidence: Evidence): readonly Finding[] {
  return [...always(evidence), ...onceQuiet(evidence)];
}

/** What no moment excuses: a `DELETE` without approval, a message that is not true. */
export function neverTrue(evidence: Evidence): readonly string[] {
  return sentences(always(evidence));
}

/** What has to be so once nothing is under way any more: every event told, every request ended. */
export function notYetTrue(evidence: Evidence): readonly string[] {
  return sentences(onceQuiet(evidence));
}

function always(evidence: Evidence): readonly Finding[] {
  const { stories, broken } = readJournal(evidence.journal);
  return [
    ...as('untrue', broken),
    ...as('untrue', chainFaults(stories)),
    ...as('untrue', datingFaults(stories, evidence)),
    ...as('against a rule', decisionFaults(stories, evidence.policy)),
    ...as('doubled', deleteFaults(stories, evidence)),
    ...as('against a rule', fingerprintFaults(stories, evidence)),
    ...as('against a rule', rereadFaults(stories, evidence)),
    ...as('against a rule', askedFaults(stories, evidence)),
    ...as('against a rule', privacyFaults(stories, evidence)),
    ...as('untrue', truthFaults(stories, evidence)),
    ...as('against a rule', secretFaults(evidence)),
    ...as('against a rule', recordedFaults(evidence)),
  ];
}

function onceQuiet(evidence: Evidence): readonly Finding[] {
  const { stories } = readJournal(evidence.journal);
  return [
    ...as('lost', trailFaults(stories, evidence)),
    ...as('untrue', cardFaults(stories, evidence)),
    ...as('stuck', endingFaults(stories, evidence)),
    ...as('lost', answerFaults(stories, evidence)),
  ];
}

function as(kind: Kind, faults: readonly string[]): readonly Finding[] {
  return faults.map((what) => ({ kind, what }));
}

function sentences(found: readonly Finding[]): readonly string[] {
  return found.map(({ what }) => what);
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
