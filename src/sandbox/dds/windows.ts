/** The greatest number of times within any half-open window of `lengthMs`. */
export function fullestWindow(times: readonly Date[], lengthMs: number): number {
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= lengthMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
