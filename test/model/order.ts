/** Numbers all that happens, for many things happen in one millisecond. */
export interface Order {
  /** The number of the newest thing. */
  now(): number;
  next(): number;
}

export function createOrder(): Order {
  let moment = 0;
  return {
    now: () => moment,
    next: () => {
      moment += 1;
      return moment;
    },
  };
}
