import {
  askedInWords,
  askingNow,
  channelWanted,
  lookedInWords,
  noIdInMessage,
  noModal,
  noneOfThemPending,
  reading,
  severalIdsInMessage,
  wrongChannel,
  wrongField,
} from './en/asking.ts';
import { cardAsOf, headline, standing, taskFacts, whoAsks } from './en/card.ts';
import { consequenceOf } from './en/consequence.ts';
import { seeConsole } from './en/console.ts';
import { dryRunNote, dryRunOf, inDryRun } from './en/dry-run.ts';
import { emergencyWarning } from './en/emergency.ts';
import { helpHereInWords, helpInWords, helpWithoutSlack } from './en/help.ts';
import {
  approvingAlone,
  asking,
  buttons,
  confirmApproval,
  rejecting,
  requestButton,
} from './en/labels.ts';
import {
  leftOutInWords,
  offerInWords,
  offersTitle,
  readAt,
  requestButtonLabel,
} from './en/offers.ts';
import { historyInWords, notForThem, statusInWords } from './en/overview.ts';
import {
  askedFaultInWords,
  cutOffInWords,
  doubtInWords,
  faultOfOursInWords,
  journalFaultInWords,
  pressedInWords,
  unknownButtonInWords,
  withTyped,
} from './en/pressed.ts';
import { submittedInWords, wrongCountInWords, wrongIdInWords } from './en/submitted.ts';
import { trailSentence } from './en/trail.ts';
import { undeliverable } from './en/undeliverable.ts';

/** Everything the bot says, in English. */
export const english = {
  // The card and its trail.
  ...{ headline, standing, whoAsks, taskFacts, cardAsOf, seeConsole, consequenceOf },
  ...{ buttons, confirmApproval, trailSentence, undeliverable },
  // Dry runs.
  ...{ dryRunNote, dryRunOf, inDryRun },
  // Answers to a command.
  ...{ submittedInWords, wrongIdInWords, wrongCountInWords },
  ...{ helpInWords, helpHereInWords, helpWithoutSlack },
  ...{ statusInWords, historyInWords, notForThem },
  // Answers to a press of a button, and to any act that a fault broke.
  ...{ pressedInWords, withTyped, unknownButtonInWords },
  ...{ doubtInWords, journalFaultInWords, askedFaultInWords, cutOffInWords, faultOfOursInWords },
  // The list of tasks to choose from.
  ...{ offersTitle, offerInWords, leftOutInWords, readAt, requestButton, requestButtonLabel },
  // Modals.
  ...{ asking, reading, askingNow, askedInWords, noModal, lookedInWords, channelWanted },
  ...{ noIdInMessage, severalIdsInMessage, noneOfThemPending, wrongChannel, wrongField },
  ...{ rejecting, approvingAlone, emergencyWarning },
};
