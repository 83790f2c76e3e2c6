/** Where tests wait longest: for browsers, processes and people. */
const SLOW = [
  /\/torture\//,
  /\/docs\/commands/,
  /\/sandbox\/(newcomers|page)/,
  /\/journeys\/(time|start|dds-answers|who-may|picker)/,
  /\/(journeys|model)\//,
];

/** Begins with the slow files, so that none of them is left for the end. A first run knows no times. */
export default class SlowFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const found = SLOW.findIndex((slow) => slow.test(path));
      return found === -1 ? SLOW.length : found;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    return undefined;
  }
}
