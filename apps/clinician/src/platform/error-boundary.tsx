import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Component, type ReactNode } from "react";
import { isMissingPart, noteLoadingAgain, takeLoadedAgain } from "./missing-part.ts";

const store = () => sessionStorage;
const loadedAgainAt = takeLoadedAgain(store);

type Props = { children: ReactNode };
type State = { broken: "no" | "fault" | "part" | "part-again" };

/**
 * Catches what a page throws. A new start is the way on, also when a page of an older build asks for
 * scripts that the server no longer has.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: "no" };

  static getDerivedStateFromError(error: unknown): State {
    if (!isMissingPart(error)) return { broken: "fault" };
    return { broken: loadedAgainAt === window.location.pathname ? "part-again" : "part" };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === "no") return this.props.children;
    return (
      <ErrorState
        title={m.clinician_error_title()}
        retry={{
          label: broken === "fault" ? m.retry() : m.clinician_reload(),
          onRetry: () => {
            if (broken !== "fault") noteLoadingAgain(store, window.location.pathname);
            window.location.reload();
          },
        }}
      >
        <p>{brokenWords(broken)}</p>
      </ErrorState>
    );
  }
}

function brokenWords(broken: Exclude<State["broken"], "no">): string {
  switch (broken) {
    case "fault":
      return m.clinician_error_unexpected();
    case "part":
      return m.clinician_part_missing();
    case "part-again":
      return m.clinician_part_still_missing();
  }
}
