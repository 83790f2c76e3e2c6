import { type Sentence, say } from '../sentence.ts';

/** Where the console lists scheduled tasks, and lets a person cancel one by hand. */
export const CONSOLE_PATH = 'DDS > Task Center > Scheduled Tasks';

/** Where a person can look for themselves. */
export function seeConsole(consoleUrl: string | null): Sentence {
  return consoleUrl === null
    ? say`See the console: ${CONSOLE_PATH}.`
    : say`See the ${{ link: consoleUrl, text: 'console' }}: ${CONSOLE_PATH}.`;
}

/** After what went wrong: where to look, and that a cancellation by hand is for good too. */
export function seeForYourself(consoleUrl: string | null): Sentence {
  return say`There is no un-cancel. ${seeConsole(consoleUrl)}`;
}

/** Where the bot cannot help now, and the task may start soon. */
export const IF_IT_CANNOT_WAIT = `If it cannot wait, a person can cancel the task in the console under ${CONSOLE_PATH}; there is no un-cancel.`;
