import type { Confirm } from './button-in.ts';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly confirm: Confirm;
  readonly onConfirm: () => void;
  readonly onDeny: () => void;
}

/** A button's confirm object, as Slack asks it. */
export function ConfirmDialog({ confirm, onConfirm, onDeny }: ConfirmDialogProps) {
  return (
    <Dialog title={confirm.title} onClose={onDeny}>
      <p>{confirm.text}</p>
      <div className="dialog-buttons">
        <button type="button" onClick={onDeny}>
          {confirm.deny}
        </button>
        <button
          type="button"
          className={confirm.isDanger ? 'danger' : 'primary'}
          onClick={onConfirm}
        >
          {confirm.confirm}
        </button>
      </div>
    </Dialog>
  );
}
