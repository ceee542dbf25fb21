import { Modal, type ModalProps } from "./modal.tsx";

/** Details or a short form: from the foot of a phone, at the side of a desk. A tap beside it closes it. */
export function Sheet(props: ModalProps) {
  return <Modal {...props} shape="sheet" light />;
}
