export const USAGE = `usage: npm run doctor [-- --json]
`;

/** Whether JSON is asked for, or what is wrong with what is asked for. */
export function readArguments(
  args: readonly string[],
): { readonly json: boolean } | { readonly wrong: string } {
  const strange = args.find((arg) => arg !== '--json');
  return strange === undefined
    ? { json: args.length > 0 }
    : { wrong: `no such option: ${strange}` };
}
