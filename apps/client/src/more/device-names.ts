import { deviceWords } from "@trellis/clinical/device-words/device-words";
import type { DeviceSignIn } from "@trellis/domain/device";
import { m } from "@trellis/messages/messages";

/** What a device is called among one's devices. */
export type DeviceName = { readonly name: string; readonly looksLikeAnother: boolean };

const byFirstUse = (one: DeviceSignIn, other: DeviceSignIn): number =>
  one.firstUsedAt.localeCompare(other.firstUsedAt) || one.id.localeCompare(other.id);

/** Names of devices: "Safari on iPhone", and "Safari on iPhone, number 2" where several look alike, counted by their first use. */
export function deviceNames(signIns: readonly DeviceSignIn[]): (of: DeviceSignIn) => DeviceName {
  return (of) => {
    const name = deviceWords(of);
    const alike = signIns.filter((each) => deviceWords(each) === name).toSorted(byFirstUse);
    if (alike.length < 2) return { name, looksLikeAnother: false };
    const number = String(alike.findIndex(({ id }) => id === of.id) + 1);
    return { name: m.devices_numbered({ device: name, number }), looksLikeAnother: true };
  };
}
