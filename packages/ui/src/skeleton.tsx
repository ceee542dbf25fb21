import { VisuallyHidden } from "./visually-hidden.tsx";
import css from "./skeleton.module.css";

type SkeletonProps = {
  /** What is being fetched, for screen readers. */
  label: string;
  /** How many lines stand in for the content, 1 to 12; 3 unless said otherwise. */
  lines?: number;
  /** `cards` stands in for a column of cards. */
  shape?: "lines" | "cards";
};

/** Stands in for content on its way. Unseen for the first 300 ms. */
export function Skeleton({ label, lines = 3, shape = "lines" }: SkeletonProps) {
  return (
    <div className={css.skeleton} role="status" data-shape={shape}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={css.line} aria-hidden="true" />
      ))}
    </div>
  );
}
