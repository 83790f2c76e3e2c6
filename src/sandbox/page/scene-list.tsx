import type { SceneView } from './api-types.ts';

export interface SceneListProps {
  readonly scenes: readonly SceneView[];
  readonly onScene: (id: string) => void;
}

/** Situations to walk into; each has an address of its own, such as `/?scene=lost-reply`. */
export function SceneList({ scenes, onScene }: SceneListProps) {
  return (
    <details className="scenes">
      <summary>Scenes</summary>
      <ul>
        {scenes.map(({ id, title }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => onScene(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
