import type { FormEvent } from 'react';
import { api } from './api.ts';
import { Failed } from './failed.tsx';
import { useAct } from './use-act.ts';

const KINDS = ['RESIZE_FLAVOR', 'REBOOT', 'UPGRADE_DATABASE'];

/** A form that adds one more pending task to the simulated cloud, or to one of them. */
export function AddTask({ targets }: { readonly targets: readonly string[] }) {
  const { failed, act } = useAct();
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const target = form.get('target');
    const task = {
      job_name: String(form.get('kind')),
      instance_name: String(form.get('instance')),
      starts_in_minutes: Number(form.get('minutes')),
      ...(target !== null && { target: String(target) }),
    };
    act(api.addTask(task));
  };
  return (
    <details>
      <summary>Add a task</summary>
      <form className="add-task" onSubmit={add}>
        {targets.length > 1 && (
          <label>
            Target
            <select name="target">
              {targets.map((target) => (
                <option key={target}>{target}</option>
              ))}
            </select>
          </label>
        )}
        <label>
          Kind
          <select name="kind">
            {KINDS.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
        <label>
          Instance
          <input name="instance" defaultValue="inventory-prod" maxLength={64} required />
        </label>
        <label>
          Starts in minutes
          <input name="minutes" type="number" min={1} max={10_080} defaultValue={60} required />
        </label>
        <button type="submit">Add the task</button>
        <Failed why={failed} />
      </form>
    </details>
  );
}
