import { m } from "@trellis/messages/messages";
import { Skeleton } from "@trellis/ui/skeleton";

/** Stands in for a page whose own script is on its way. */
export const Arriving = () => <Skeleton label={m.loading()} shape="cards" lines={2} />;
