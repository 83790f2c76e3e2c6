import type { TargetConfig } from '../../config/types.ts';

/** Where the settings of one target stand: names, never values. */
export interface TargetSource {
  readonly target: string;
  readonly kind: TargetConfig['credentials']['kind'];
  /** Variables that hold the credentials; none where the ECS gives them. */
  readonly variables: readonly string[];
  /** All but the credentials is in `DDS_TARGETS_FILE`. */
  readonly isInFile: boolean;
}

export function sourceOf({ name, credentials, source }: TargetConfig): TargetSource {
  return { target: name, kind: credentials.kind, ...source };
}
