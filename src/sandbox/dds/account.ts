/** The simulated customer: who may sign in, and to which projects. */
export interface Account {
  readonly users: readonly IamUser[];
  /** The project whose tasks DDS holds here; its name is the region. */
  readonly project: Project;
  /** Of other regions: IAM gives tokens for them, DDS here refuses those. */
  readonly otherProjects: readonly Project[];
}
export interface IamUser {
  readonly name: string;
  readonly password: string;
  readonly domain: string;
}
export interface Project {
  readonly id: string;
  readonly name: string;
}

export const DOMAIN_ID = 'd0000000000000000000000000000001';

export function projectsOf(account: Account): readonly Project[] {
  return [account.project, ...account.otherProjects];
}
