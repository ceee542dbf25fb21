import { Modal, type ModalProps } from "./modal.tsx";

/** Asks for one decision before anything else. A tap beside it does not close it. */
export function Dialog(props: ModalProps) {
  return <Modal {...props} shape="dialog" />;
}
