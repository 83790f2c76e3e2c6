import { type Account, DOMAIN_ID, projectsOf } from './account.ts';
import type { Answer } from './answer.ts';
import type { Incoming } from './incoming.ts';

/** `GET /v3/projects?name=`: every project without a name, none for an unknown one. */
export function listProjects(incoming: Incoming, account: Account): Answer {
  const name = incoming.query.find(([key]) => key === 'name')?.[1];
  const projects = projectsOf(account)
    .filter((project) => name === undefined || project.name === name)
    .map(({ id, name }) => ({
      id,
      name,
      enabled: true,
      is_domain: false,
      parent_id: DOMAIN_ID,
      domain_id: DOMAIN_ID,
      description: '',
    }));
  return { status: 200, json: { projects, links: { next: null, previous: null } } };
}
