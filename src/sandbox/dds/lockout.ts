/** Counts consecutive failures by name and locks the name for a while after too many. */
export interface Lockout {
  isLocked(name: string, at: Date): boolean;
  failed(name: string, at: Date): void;
  succeeded(name: string): void;
}

/** Locks after *more than* `allowed` consecutive failures, for `lockMs`. */
export function createLockout(allowed: number, lockMs: number): Lockout {
  const failures = new Map<string, number>();
  const lockedUntil = new Map<string, number>();
  return {
    isLocked: (name, at) => at.getTime() < (lockedUntil.get(name) ?? 0),
    failed(name, at) {
      const count = (failures.get(name) ?? 0) + 1;
      failures.set(name, count);
      if (count <= allowed) return;
      lockedUntil.set(name, at.getTime() + lockMs);
      failures.delete(name);
    },
    succeeded: (name) => void failures.delete(name),
  };
}
