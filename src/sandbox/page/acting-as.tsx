import type { PersonView } from './api-types.ts';

export interface ActingAsProps {
  readonly people: readonly PersonView[];
  readonly as: string;
  readonly onChange: (id: string) => void;
}

export function ActingAs({ people, as, onChange }: ActingAsProps) {
  return (
    <label className="acting-as">
      Acting as
      <select value={as} onChange={(event) => onChange(event.target.value)}>
        {people
          .filter(({ canAct }) => canAct)
          .map(({ id, realName, role }) => (
            <option key={id} value={id}>
              {role === '' ? realName : `${realName} (${role})`}
            </option>
          ))}
      </select>
    </label>
  );
}
