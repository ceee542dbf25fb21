import { useEffect, useId, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { holdPointer } from "./hold-pointer.tsx";
import css from "./modal.module.css";

export type ModalProps = {
  open: boolean;
  /** Asked for by Escape, the phone's back gesture, the close button, or a tap beside a sheet. */
  onClose: () => void;
  title: string;
  /** Name of the close button. Without it the dialog's own buttons alone close it, and nothing asks. */
  closeLabel?: string;
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
 * asks to close, focus goes back to where it was. A browser lets Escape be refused once and closes the
 * dialog at the second one; where its owner keeps it open it comes back as it was. The second click of
 * a double click that closed it does not reach the page underneath.
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
  const place = useRef<Element>(null);
  const [closings, setClosings] = useState(0);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (!open) return element.close();
    const before = place.current;
    element.showModal();
    if (before instanceof HTMLElement && element.contains(before)) before.focus();
  }, [open, closings]);
  useEffect(() => {
    if (open) return () => holdPointer();
  }, [open]);
  const ask = () => {
    if (closeLabel !== undefined) onClose();
  };
  const onBackdrop = (event: MouseEvent) => {
    if (light && event.target === dialog.current) ask();
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
        ask();
      }}
      onClose={() => {
        if (!open) return;
        ask();
        setClosings((before) => before + 1);
      }}
      onFocus={(event) => (place.current = event.target)}
      onClick={onBackdrop}
    >
      {open ? (
        <div className={css.inside}>
          <div className={css.head}>
            <h2 id={titleId}>{title}</h2>
            {closeLabel === undefined ? null : (
              <button className={css.close} type="button" aria-label={closeLabel} onClick={onClose}>
                <span aria-hidden="true">×</span>
              </button>
            )}
          </div>
          <div className={css.body}>{children}</div>
          {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
        </div>
      ) : null}
    </dialog>
  );
}
