import css from "./quiet-picture.module.css";

/** Hills and a low sun, for those who want to see no words on top of their day. It means nothing. */
export function QuietPicture() {
  return (
    <svg className={css.picture} viewBox="0 0 360 64" aria-hidden="true" data-print="no">
      <circle className={css.sun} cx="262" cy="34" r="15" />
      <path className={css.far} d="M0 46C60 22 120 26 180 40s120 10 180-10v34H0z" />
      <path className={css.near} d="M0 54c70-16 130-6 200 2s110 2 160-10v18H0z" />
    </svg>
  );
}
