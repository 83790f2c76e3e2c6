import { useState } from 'react';
import { ActingAs } from './acting-as.tsx';
import type { WorldView } from './api-types.ts';
import { Modal } from './modal.tsx';
import { useWorld } from './use-world.ts';
import { Workspace } from './workspace.tsx';

/** The invented requester: who a newcomer should begin as. */
const FIRST_PERSON = 'U0MAYA';

export function App() {
  const [as, setAs] = useState(FIRST_PERSON);
  const { world, trouble } = useWorld(as);
  return (
    <>
      <header className="top">
        <h1>dds-cancel sandbox</h1>
        {world?.bot.isRunning && <p className="note">{world.bot.says}</p>}
        {world && <ActingAs people={world.people} as={as} onChange={setAs} />}
      </header>
      <Banner text={trouble} />
      <Banner text={world?.bot.isRunning === false ? world.bot.says : undefined} />
      {world && <Workspace world={world} />}
      {world && openModal(world, as)}
    </>
  );
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
