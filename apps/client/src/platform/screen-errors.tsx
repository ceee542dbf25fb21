import { m } from "@trellis/messages/messages";
import { ErrorState } from "@trellis/ui/error-state";
import { Component, type ReactNode } from "react";
import { useLocation } from "wouter";

type Props = { path: string; children: ReactNode };
type State = { path: string; broken: boolean };

/** Catches a screen that could not be shown, for instance because its script did not arrive. */
class Boundary extends Component<Props, State> {
  override state: State = { path: this.props.path, broken: false };

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true };
  }

  /** Another screen gets its own chance; Help now must open whatever broke before. */
  static getDerivedStateFromProps({ path }: Props, state: State): State | null {
    return path === state.path ? null : { path, broken: false };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <ErrorState
        title={m.error_screen_title()}
        retry={{ label: m.retry(), onRetry: () => location.reload() }}
      >
        <p>{m.error_screen()}</p>
      </ErrorState>
    );
  }
}

export function ScreenErrors({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  return <Boundary path={path}>{children}</Boundary>;
}
