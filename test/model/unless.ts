/** What is wrong where something is not so. */
export function unless(isSo: boolean, wrong: string): string[] {
  return isSo ? [] : [wrong];
}
