import { Uuid, uuidV7 } from "@trellis/domain/id";

/** A new identifier, sortable by this device's time. */
export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** True for text that can be the id of a record; anything else in an address is a record that does not exist. */
export const isId = (text: string): boolean => Uuid.safeParse(text).success;
