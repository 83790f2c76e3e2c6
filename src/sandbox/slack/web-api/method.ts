import type { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Json } from '../wire.ts';
import type { Workspace } from '../workspace.ts';

/** One method of the Web API. */
export interface Method {
  readonly token: 'bot' | 'app';
  /** Any one of these scopes will do; none is needed where the list is empty. */
  readonly anyScope: readonly string[];
  /** Parses the form fields strictly, does the work, and answers what stands beside `ok: true`. */
  run(form: Readonly<Record<string, string>>, workspace: Workspace): Json;
}
export type Methods = Readonly<Record<string, Method>>;

export interface Definition<T extends z.ZodType> {
  readonly token?: 'app';
  readonly anyScope?: readonly string[];
  readonly args: T;
  readonly run: (args: z.output<T>, workspace: Workspace) => Json;
}

export function method<T extends z.ZodType>(definition: Definition<T>): Method {
  return {
    token: definition.token ?? 'bot',
    anyScope: definition.anyScope ?? [],
    run: (form, workspace) => {
      const parsed = definition.args.safeParse(form);
      if (!parsed.success) throw argumentError(parsed.error);
      return definition.run(parsed.data, workspace);
    },
  };
}

/** An argument of the wrong name or shape; the caller writes it down as a problem. */
export class ArgumentError extends SlackError {}

const ERRORS_BY_ARGUMENT: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
};

function argumentError(error: z.ZodError): ArgumentError {
  const messages = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const first = String(error.issues[0]?.path[0] ?? '');
  const code = ERRORS_BY_ARGUMENT[first] ?? 'invalid_arguments';
  return new ArgumentError(code, { response_metadata: { messages } });
}

/** `missing_scope` for a scope that only some conversations ask for. */
export function needScope(workspace: Workspace, scope: string): void {
  const { scopes } = workspace.identity;
  if (scopes.has(scope)) return;
  throw new SlackError('missing_scope', { needed: scope, provided: [...scopes].join(',') });
}
