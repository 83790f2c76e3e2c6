import type { Fault } from './fault.ts';

/** The environment, and the faults found in it so far. */
export interface Variables {
  /** Without the spaces around it; `undefined` when unset or empty. */
  get(name: string): string | undefined;
  /** To the letter, for what may begin or end with a space; `undefined` when unset or empty. */
  verbatim(name: string): string | undefined;
  fault(variable: string, wrong: string, example: string): undefined;
  report(fault: Fault): undefined;
  readonly faults: readonly Fault[];
}

/** `found`: what is wrong with the file that the environment was read from. */
export function readingFrom(env: NodeJS.ProcessEnv, found: readonly Fault[] = []): Variables {
  const faults = [...found];
  const report = (fault: Fault) => void faults.push(fault);
  return {
    faults,
    get: (name) => env[name]?.trim() || undefined,
    verbatim: (name) => env[name] || undefined,
    fault: (variable, wrong, example) => report({ variable, wrong, example }),
    report,
  };
}

/**
 * How a fault repeats a value. Whatever could be a secret in the wrong variable is not repeated:
 * anything long, with unusual characters, or that begins like a token of Slack's.
 */
export function shown(value: string): string {
  const isHarmless = /^[\w@.,/+ -]{1,24}$/.test(value) && !/^x(?:ox|app)/i.test(value);
  return isHarmless ? `"${value}"` : 'its value';
}
