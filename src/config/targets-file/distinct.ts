import type { Entry } from './entry.ts';
import { faultInFile, type Where } from './fields.ts';

/** What could be read of an entry, and how faults call it. */
export interface EntryAt extends Entry {
  readonly called: string;
  readonly where: Where;
}

/** A fault for each entry that has the name or the place of one before it. */
export function refuseTwice(entries: readonly EntryAt[]): void {
  for (const [index, entry] of entries.entries()) {
    const { where } = entry;
    const earlier = entries.slice(0, index);
    const namesake = earlier.find((each) => isSame(nameOf(each), nameOf(entry)));
    if (namesake !== undefined)
      faultInFile(where, `name is that of ${namesake.called} already`, 'name: orders-2');
    const twin = earlier.find((each) => isSame(placeOf(each), placeOf(entry)));
    if (twin === undefined) continue;
    const wrong = `endpoint and project are those of ${twin.called}: every task would be found twice`;
    faultInFile(where, wrong, 'project_id: 0123456789abcdef0123456789abcdef');
  }
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

/** A person may type a name in capitals. */
function nameOf({ name }: Entry): string | undefined {
  return name?.toLowerCase();
}

/** Without a project id it is the sign-in that tells the project. */
function placeOf({ place, credentials }: Entry): string | undefined {
  if (place === undefined) return undefined;
  const { endpoint, projectId } = place;
  if (projectId !== null) return `${endpoint} ${projectId.toLowerCase()}`;
  if (credentials?.kind !== 'password') return undefined;
  return JSON.stringify([endpoint, credentials.domainName, credentials.projectName]);
}
