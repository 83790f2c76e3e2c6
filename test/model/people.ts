import { createFakeDirectory, type FakeDirectory } from '../workflow/fakes.ts';
import type { Gates, Life } from './gates.ts';
import type { Order } from './order.ts';

/** Everybody who presses. The first asks, the next two may approve from the start, the last never may. */
export const PEOPLE = ['U_ASKER', 'U_LEAD', 'U_OTHER', 'U_STRANGER'] as const;
export type Person = (typeof PEOPLE)[number];
const MAY_APPROVE: readonly Person[] = ['U_ASKER', 'U_LEAD', 'U_OTHER'];

/** Who may approve, as it changes. */
export interface People {
  /** Puts a person on the list of approvers, or takes them off. */
  toggle(person: Person): void;
  /** Whether this person could, and could not, at any moment from then on. */
  since(user: string, moment: number): { readonly could: boolean; readonly couldNot: boolean };
  /** Whether at any moment from then on fewer than `enough` could approve, one person left out. */
  couldBeShort(except: string, enough: number, moment: number): boolean;
  directoryFor(life: Life): FakeDirectory;
}

export function createPeople(gates: Gates, order: Order): People {
  const lists = [{ moment: 0, approvers: new Set<string>(MAY_APPROVE) }];
  const from = (then: number) =>
    lists.slice(
      Math.max(
        lists.findLastIndex(({ moment }) => moment <= then),
        0,
      ),
    );
  const newest = () => lists.at(-1)?.approvers ?? new Set<string>();

  return {
    toggle(person) {
      const approvers = new Set(newest());
      if (!approvers.delete(person)) approvers.add(person);
      lists.push({ moment: order.next(), approvers });
    },
    since(user, then) {
      const seen = from(then).map(({ approvers }) => approvers.has(user));
      return { could: seen.includes(true), couldNot: seen.includes(false) };
    },
    couldBeShort: (except, enough, then) =>
      from(then).some(
        ({ approvers }) => [...approvers].filter((user) => user !== except).length < enough,
      ),
    directoryFor(life) {
      const asked = async () => {
        await gates.pass('Slack is asked about people', life);
        return createFakeDirectory(...newest());
      };
      return {
        ...createFakeDirectory(),
        standing: async (...about) => (await asked()).standing(...about),
        approversIn: async (...about) => (await asked()).approversIn(...about),
      };
    },
  };
}
