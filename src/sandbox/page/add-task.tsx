import { type FormEvent, useState } from 'react';
import { api } from './api.ts';

const KINDS = ['RESIZE_FLAVOR', 'REBOOT', 'UPGRADE_DATABASE'];

/** A form that adds one more pending task to the simulated cloud. */
export function AddTask() {
  const [trouble, setTrouble] = useState('');
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const task = {
      job_name: String(form.get('kind')),
      instance_name: String(form.get('instance')),
      starts_in_minutes: Number(form.get('minutes')),
    };
    api.addTask(task).then(
      () => setTrouble(''),
      (error: Error) => setTrouble(error.message),
    );
  };
  return (
    <details>
      <summary>Add a task</summary>
      <form className="add-task" onSubmit={add}>
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
        {trouble !== '' && <p role="alert">{trouble}</p>}
      </form>
    </details>
  );
}
