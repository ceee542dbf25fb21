import "@trellis/ui/tokens.css";
import "@trellis/ui/base.css";
import { SkipLink } from "@trellis/ui/skip-link";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Fields } from "./fields.tsx";
import { Messages } from "./messages.tsx";
import { Overlays } from "./overlays.tsx";
import { Ratings } from "./ratings.tsx";
import { Surfaces } from "./surfaces.tsx";
import { Tables } from "./tables.tsx";
import { ThemeChoice } from "./theme-choice.tsx";
import css from "./gallery.module.css";

function Gallery() {
  return (
    <>
      <SkipLink href="#main">Skip to the parts</SkipLink>
      <header className={css.header}>
        <b className={css.brand}>Trellis</b>
        <ThemeChoice />
      </header>
      <main className={css.main} id="main" tabIndex={-1}>
        <h1>The parts of Trellis</h1>
        <Ratings />
        <Fields />
        <Messages />
        <Tables />
        <Surfaces />
      </main>
      <Overlays />
    </>
  );
}

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}
