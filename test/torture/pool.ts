/** Does one piece of work after the other, so many at a time. */
export async function pool(works: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const left = [...works];
  const worker = async (): Promise<void> => {
    for (let work = left.shift(); work !== undefined; work = left.shift()) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
