import { readDoor } from "@trellis/api/sign-in";
import { withTx } from "#platform/database.ts";
import { notFound } from "#platform/failure.ts";
import { readClinicDoor } from "#platform/installation-store.ts";
import { forAnyone, type Route } from "#platform/route.ts";

export const clinicRoutes: readonly Route[] = [
  forAnyone(readDoor, async ({ params }, { services }) => {
    const [[row]] = await withTx(services.database, [], (tx) =>
      tx.finish(readClinicDoor(params.clinic)),
    );
    if (!row) throw notFound();
    return row;
  }),
];
