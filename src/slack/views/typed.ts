/** What was typed into a modal, by block and then by element. */
export type Values = Readonly<
  Record<
    string,
    Readonly<Record<string, { value?: string | null; selected_conversation?: string | null }>>
  >
>;

/** The text of a field whose block and element have one name; empty where there is none. */
export function typedIn(values: Values, field: string): string {
  return values[field]?.[field]?.value?.trim() ?? '';
}
