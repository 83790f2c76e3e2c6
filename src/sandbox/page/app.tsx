import { useState } from 'react';
import { ActingAs } from './acting-as.tsx';
import type { WorldView } from './api-types.ts';
import { Modal } from './modal.tsx';
import { StatusBar } from './status-bar.tsx';
import { useScene } from './use-scene.ts';
import { useWorld } from './use-world.ts';
import { Workspace } from './workspace.tsx';

/** The invented requester: who a newcomer should begin as. */
const FIRST_PERSON = 'U0MAYA';

export function App() {
  const [as, setAs] = useState(personInAddress);
  const { world, trouble } = useWorld(as);
  const scene = useScene(setAs);
  const shown = world?.scenes.find(({ id }) => id === scene.current);
  return (
    <>
      <header className="top">
        <h1>dds-cancel sandbox</h1>
        {world && <StatusBar world={world} />}
        {world && <ActingAs people={world.people} as={as} onChange={setAs} />}
      </header>
      <Banner text={trouble ?? scene.trouble} />
      {shown && (
        <p className="scene" role="status">
          <strong>{shown.title}.</strong> {shown.says}
          <button type="button" className="link" onClick={scene.leave}>
            Close
          </button>
        </p>
      )}
      {world && <Workspace world={world} onScene={scene.play} />}
      {world && openModal(world, as)}
    </>
  );
}

/** `/?as=U0OMAR` opens a window of somebody else. */
function personInAddress(): string {
  return new URL(location.href).searchParams.get('as') ?? FIRST_PERSON;
}

function Banner({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className="banner" role="alert">
      {text}
    </p>
  );
}

/** Not the one of the person acted as before. */
function openModal(world: WorldView, as: string) {
  if (world.modal === null || world.as !== as) return null;
  return <Modal key={world.modal.id} world={world} modal={world.modal} />;
}
