/**
 * Loaded by `node --import` before the bot, as it is: from then on the process takes it to be as
 * much later as the sandbox says, at the start in `SANDBOX_AHEAD_MS`, afterwards by messages.
 */
let aheadMs = Number(process.env['SANDBOX_AHEAD_MS'] ?? 0);
const machine = Date;
const now = (): number => machine.now() + aheadMs;

globalThis.Date = new Proxy(machine, {
  construct: (target, given, as) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, as) as object,
  apply: () => new machine(now()).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
});

process.on('message', (message) => {
  if (typeof message === 'number') aheadMs = message;
});
// Listening alone must not keep the bot alive.
process.channel?.unref();
