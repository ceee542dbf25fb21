import { useQuery } from "@tanstack/react-query";
import { readDoor } from "@trellis/api/sign-in";
import { helpIn } from "@trellis/domain/crisis-line";
import { ask } from "./api.ts";
import { signInQuery } from "./sign-in-state.ts";

/** The emergency number of the clinic's country, for the foot of what is printed for a client; empty until it is known. */
export function useEmergencyNumber(): string {
  const { data: me } = useQuery(signInQuery);
  const clinic = me?.clinic.code ?? "";
  const { data } = useQuery({
    queryKey: ["clinic-emergency", clinic],
    queryFn: async () => {
      const { country } = await ask(readDoor, { params: { clinic } });
      return helpIn(country).emergency[0].phone;
    },
    enabled: clinic !== "",
    staleTime: Infinity,
  });
  return data ?? "";
}
