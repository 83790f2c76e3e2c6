export interface TroubleDeps {
  /** Told of a step that threw, and of which request; it is taken again after a pause. */
  readonly onFault: (of: string, fault: unknown) => void;
  /** Told when every step that threw has been taken since. */
  readonly onMended: () => void;
}

/** What of the engine failed at its last step. */
export interface Trouble {
  failed(part: string, of: string, fault: unknown): void;
  /** A step went well. */
  went(part: string, of: string): void;
}

export function createTrouble({ onFault, onMended }: TroubleDeps): Trouble {
  const failing = new Set<string>();
  return {
    failed(part, of, fault) {
      failing.add(`${part} ${of}`);
      onFault(of, fault);
    },
    went(part, of) {
      if (failing.delete(`${part} ${of}`) && failing.size === 0) onMended();
    },
  };
}
