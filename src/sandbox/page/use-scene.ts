import { useEffect, useState } from 'react';
import { api } from './api.ts';

export interface SceneState {
  /** The id of the scene that was walked into. */
  readonly current: string | undefined;
  /** Why it could not be. */
  readonly trouble: string | undefined;
  play(id: string): void;
  leave(): void;
}

/** A scene is walked into by `/?scene=<id>`, once, or from the menu; the visitor becomes somebody of it. */
export function useScene(become: (person: string) => void): SceneState {
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(sceneInAddress);
  const [current, setCurrent] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    if (wanted === null) return;
    // Taken out of the address, so that a reload does not play it again.
    history.replaceState(null, '', withoutScene());
    let isOver = false;
    api.scene(wanted).then(
      ({ as }) => {
        if (isOver) return;
        become(as);
        setCurrent(wanted.id);
        setTrouble(undefined);
      },
      (error: Error) => setTrouble(error.message),
    );
    return () => {
      isOver = true;
    };
  }, [wanted, become]);
  return {
    ...{ current, trouble },
    play: (id) => setWanted({ id }),
    leave: () => setCurrent(undefined),
  };
}

function sceneInAddress(): { readonly id: string } | null {
  const id = new URL(location.href).searchParams.get('scene');
  return id === null ? null : { id };
}

function withoutScene(): URL {
  const url = new URL(location.href);
  url.searchParams.delete('scene');
  return url;
}
