import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Component, type ReactNode } from "react";

type Props = { children: ReactNode };
type State = { broken: boolean };

/**
 * Catches what a page throws. A new start is the way on, also when a page of an older build asks for
 * scripts that the server no longer has.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <ErrorState
        title={m.clinician_error_title()}
        retry={{ label: m.retry(), onRetry: () => window.location.reload() }}
      >
        <p>{m.clinician_error_unexpected()}</p>
      </ErrorState>
    );
  }
}
