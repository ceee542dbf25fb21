import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Component, type ReactNode } from "react";

type Props = { children: ReactNode };
type State = { broken: boolean };

/** Catches what a page throws, so that the rest of the app stays usable. */
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
        retry={{ label: m.retry(), onRetry: () => this.setState({ broken: false }) }}
      >
        <p>{m.clinician_error_unexpected()}</p>
      </ErrorState>
    );
  }
}
