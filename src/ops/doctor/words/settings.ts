import type { TargetSource } from '../target-source.ts';

/** How the settings of a target's place are called where they stand, for a person who corrects them. */
export interface PlaceSettings {
  readonly project: string;
  readonly endpoint: string;
  readonly iamEndpoint: string;
  /** Region and endpoint, either of which gives the address. */
  address(word: 'and' | 'or'): string;
}

const VARIABLES: PlaceSettings = {
  project: 'DDS_PROJECT_ID',
  endpoint: 'DDS_ENDPOINT',
  iamEndpoint: 'IAM_ENDPOINT',
  address: (word) => `DDS_REGION ${word} DDS_ENDPOINT`,
};

export function placeSettings({ target, isInFile }: TargetSource): PlaceSettings {
  const inFile = (what: string) => `${what} of ${target} in DDS_TARGETS_FILE`;
  if (!isInFile) return VARIABLES;
  return {
    project: inFile('project_id'),
    endpoint: inFile('endpoint'),
    iamEndpoint: inFile('iam_endpoint'),
    address: (word) => inFile(`region ${word} endpoint`),
  };
}
