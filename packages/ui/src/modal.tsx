import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from "react";
import { holdPointer } from "./hold-pointer.tsx";
import css from "./modal.module.css";

export type ModalProps = {
  open: boolean;
  /** Asked for by Escape, the phone's back gesture, the close button, or a tap beside a sheet. */
  onClose: () => void;
  title: string;
  /** Name of the close button. */
  closeLabel: string;
  children?: ReactNode;
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode;
};

type FrameProps = ModalProps & {
  shape: "dialog" | "sheet";
  /** A tap beside it closes it. */
  light?: boolean;
};

/**
 * The frame of dialog and sheet, on the browser's own modal: the rest of the page is inert, Escape
 * asks to close, focus goes back to where it was. The second click of a double click that closed it
 * does not reach the page underneath.
 */
export function Modal({
  open,
  onClose,
  shape,
  light,
  title,
  closeLabel,
  children,
  actions,
}: FrameProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  useEffect(() => {
    if (open) return () => holdPointer();
  }, [open]);
  const onBackdrop = (event: MouseEvent) => {
    if (light && event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={css.modal}
      data-shape={shape}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (open) onClose();
      }}
      onClick={onBackdrop}
    >
      {open ? (
        <div className={css.inside}>
          <div className={css.head}>
            <h2 id={titleId}>{title}</h2>
            <button className={css.close} type="button" aria-label={closeLabel} onClick={onClose}>
              <span aria-hidden="true">×</span>
            </button>
          </div>
          <div className={css.body}>{children}</div>
          {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
        </div>
      ) : null}
    </dialog>
  );
}
