import { type Answer, ddsError } from './answer.ts';
import type { DdsCode } from './dds-codes.ts';

/** An answer that DDS may give where its documentation names none. Invented, all of them. */
export type UndocumentedAnswer =
  | '204'
  | '400 DBS.200001'
  | '400 DBS.200004'
  | '400 DBS.212003'
  | '400 DBS.280001'
  | '400 DBS.280016'
  | '400 DBS.280343'
  | '403 DBS.200019'
  | '403 DBS.201014'
  | '403 DBS.280042'
  | '404 DBS.200002';

/** What the cancel call answers in the cases that the documentation leaves open. */
export interface Profile {
  /** A job id that DDS does not hold, malformed ones included. */
  readonly unknownId: UndocumentedAnswer;
  /** A task that is neither `Pending` nor `Canceled`. */
  readonly wrongState: UndocumentedAnswer;
  /** A task that is `Canceled` already. */
  readonly secondCancel: UndocumentedAnswer;
}

export const DEFAULT_PROFILE: Profile = {
  unknownId: '400 DBS.280016',
  wrongState: '403 DBS.280042',
  secondCancel: '403 DBS.280042',
};

export function undocumented(answer: UndocumentedAnswer): Answer {
  if (answer === '204') return { status: 204 };
  return ddsError(answer.slice(4) as CodeOf<typeof answer>);
}

/** The compiler sees to it that every answer names a code of the table. */
type CodeOf<Text extends string> = Text extends `${number} ${infer Code extends DdsCode}`
  ? Code
  : never;
