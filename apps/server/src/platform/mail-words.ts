import type { Locale } from "@trellis/domain/account";
import type { MailKind } from "@trellis/domain/mail";

/** What a mail of each kind says besides its fixed words. `appName` is the neutral name that the clinic chose. */
export type MailWords = {
  readonly invite: { readonly appName: string; readonly link: string };
  readonly reset: { readonly appName: string; readonly link: string };
  readonly "reset-notice": { readonly appName: string };
  readonly "email-confirm": { readonly appName: string; readonly link: string };
  readonly "email-notice": { readonly appName: string };
  readonly "email-changed": { readonly appName: string };
  /** `link` leads those who work there to the page of the team; the client finds it in the app. */
  readonly "care-team-changed": { readonly appName: string; readonly link: string | null };
  readonly "client-account-changed": { readonly appName: string; readonly link: string };
  readonly "administrator-invited": { readonly appName: string };
  readonly "account-ended": { readonly appName: string };
};

export type MailContent = { readonly subject: string; readonly text: string };

type Said = { readonly subject: string; readonly paragraphs: readonly string[] };
type Sayings = { readonly [Kind in MailKind]: (words: MailWords[Kind]) => Said };

const ENGLISH: Sayings = {
  invite: ({ appName, link }) => ({
    subject: `Your invitation to ${appName}`,
    paragraphs: [
      `You have been invited to ${appName}. Open this link to choose a password:`,
      link,
      "The link works once, for 72 hours. You also need the six digits that you are told by the person who invited you.",
      "If you did not expect this mail, you can delete it. Without the six digits the link opens nothing.",
    ],
  }),
  reset: ({ appName, link }) => ({
    subject: `Your way back into ${appName}`,
    paragraphs: [
      `Open this link to choose a new password for ${appName}:`,
      link,
      "The link works once, for a short time. You also need the six digits that you are told by the person who helps you.",
      "If you did not ask for this, tell the people who invited you. Without the six digits the link opens nothing.",
    ],
  }),
  "reset-notice": ({ appName }) => ({
    subject: `Your ${appName} password`,
    paragraphs: [
      `A new password was chosen for your ${appName} account. All devices that were signed in before are signed out.`,
      "If that was not you, tell the people who invited you at once.",
    ],
  }),
  "email-confirm": ({ appName, link }) => ({
    subject: `Is this your e-mail address for ${appName}?`,
    paragraphs: [
      `This address is to be used for an account of ${appName}. Open this link to say that it is yours:`,
      link,
      "The link works once. If you did not expect this mail, you can delete it, and nothing changes.",
    ],
  }),
  "email-notice": ({ appName }) => ({
    subject: `Your e-mail address for ${appName}`,
    paragraphs: [
      `Somebody asked for another e-mail address for your ${appName} account. It changes as soon as the new address is confirmed.`,
      `If that was not you, sign in to ${appName} and stop the change, or tell the people who invited you.`,
    ],
  }),
  "email-changed": ({ appName }) => ({
    subject: `Your e-mail address for ${appName}`,
    paragraphs: [
      `Your ${appName} account has another e-mail address now, and you sign in with that one. This is the last mail to the old address.`,
      "If that was not you, tell the people who invited you at once.",
    ],
  }),
  "care-team-changed": ({ appName, link }) => ({
    subject: `Something changed in ${appName}`,
    paragraphs:
      link === null
        ? [
            "Something changed in who looks after your record. You can see it in the app under More, Who sees what.",
            "If you did not expect this, ask the people who invited you.",
          ]
        : [
            `Something changed in who looks after a record in ${appName} that you look after, or did before. You can see it here if you still do:`,
            link,
            "If you did not expect this, ask the people you work with.",
          ],
  }),
  "client-account-changed": ({ appName, link }) => ({
    subject: `Something changed in ${appName}`,
    paragraphs: [
      `An administrator sent an invitation, or changed the address of one, for a record in ${appName} that you look after, or did before. You can see the address here if you still do:`,
      link,
      "If you did not expect this, ask the people you work with.",
    ],
  }),
  "administrator-invited": ({ appName }) => ({
    subject: `Accounts of ${appName}`,
    paragraphs: [
      `Somebody was invited to ${appName} as an administrator. You can see who it is under Accounts.`,
      "If you did not expect this, ask the other administrators at once.",
    ],
  }),
  "account-ended": ({ appName }) => ({
    subject: `Your ${appName} account`,
    paragraphs: [
      `Your ${appName} account was closed. All devices are signed out.`,
      "If you did not expect this, ask the people who invited you.",
    ],
  }),
};

const SPANISH: Sayings = {
  invite: ({ appName, link }) => ({
    subject: `Tu invitación a ${appName}`,
    paragraphs: [
      `Tienes una invitación a ${appName}. Abre este enlace para elegir una contraseña:`,
      link,
      "El enlace sirve una vez, durante 72 horas. También necesitas las seis cifras que te dice la persona que te invitó.",
      "Si no esperabas este correo, puedes borrarlo. Sin las seis cifras el enlace no abre nada.",
    ],
  }),
  reset: ({ appName, link }) => ({
    subject: `Para volver a entrar en ${appName}`,
    paragraphs: [
      `Abre este enlace para elegir una contraseña nueva de ${appName}:`,
      link,
      "El enlace sirve una vez, durante poco tiempo. También necesitas las seis cifras que te dice la persona que te ayuda.",
      "Si no lo pediste, avisa a quienes te invitaron. Sin las seis cifras el enlace no abre nada.",
    ],
  }),
  "reset-notice": ({ appName }) => ({
    subject: `Tu contraseña de ${appName}`,
    paragraphs: [
      `Se eligió una contraseña nueva para tu cuenta de ${appName}. Todos los dispositivos que tenían la sesión abierta quedan fuera.`,
      "Si no lo hiciste tú, avisa enseguida a quienes te invitaron.",
    ],
  }),
  "email-confirm": ({ appName, link }) => ({
    subject: `¿Es tu dirección de correo para ${appName}?`,
    paragraphs: [
      `Esta dirección se va a usar para una cuenta de ${appName}. Abre este enlace para decir que es tuya:`,
      link,
      "El enlace sirve una vez. Si no esperabas este correo, puedes borrarlo y no cambia nada.",
    ],
  }),
  "email-notice": ({ appName }) => ({
    subject: `Tu dirección de correo para ${appName}`,
    paragraphs: [
      `Alguien pidió otra dirección de correo para tu cuenta de ${appName}. Cambia en cuanto se confirme la dirección nueva.`,
      `Si no lo pediste tú, entra en ${appName} y detén el cambio, o avisa a quienes te invitaron.`,
    ],
  }),
  "email-changed": ({ appName }) => ({
    subject: `Tu dirección de correo para ${appName}`,
    paragraphs: [
      `Tu cuenta de ${appName} tiene ahora otra dirección de correo, y con esa entras. Este es el último correo a la dirección anterior.`,
      "Si no lo hiciste tú, avisa enseguida a quienes te invitaron.",
    ],
  }),
  "care-team-changed": ({ appName, link }) => ({
    subject: `Algo cambió en ${appName}`,
    paragraphs:
      link === null
        ? [
            "Algo cambió en quién cuida tus datos. Puedes verlo en la aplicación, en Más, Quién ve qué.",
            "Si no lo esperabas, pregunta a quienes te invitaron.",
          ]
        : [
            `Algo cambió en quién cuida unos datos de ${appName} que cuidas, o cuidabas antes. Puedes verlo aquí si todavía lo haces:`,
            link,
            "Si no lo esperabas, pregunta a las personas con quienes trabajas.",
          ],
  }),
  "client-account-changed": ({ appName, link }) => ({
    subject: `Algo cambió en ${appName}`,
    paragraphs: [
      `La administración envió una invitación, o cambió su dirección, para unos datos de ${appName} que cuidas, o cuidabas antes. Puedes ver la dirección aquí si todavía lo haces:`,
      link,
      "Si no lo esperabas, pregunta a las personas con quienes trabajas.",
    ],
  }),
  "administrator-invited": ({ appName }) => ({
    subject: `Cuentas de ${appName}`,
    paragraphs: [
      `Se invitó a alguien a la administración de ${appName}. Puedes ver quién es en Cuentas.`,
      "Si no lo esperabas, pregunta enseguida a las demás personas de la administración.",
    ],
  }),
  "account-ended": ({ appName }) => ({
    subject: `Tu cuenta de ${appName}`,
    paragraphs: [
      `Tu cuenta de ${appName} se cerró. Todos los dispositivos quedan fuera.`,
      "Si no lo esperabas, pregunta a quienes te invitaron.",
    ],
  }),
};

const LAST: Readonly<Record<Locale, string>> = {
  en: "A machine sent this mail; nobody reads what is sent back.",
  es: "Este correo lo envió una máquina; nadie lee lo que se le responde.",
};

const SAYINGS: Readonly<Record<Locale, Sayings>> = { en: ENGLISH, es: SPANISH };

/**
 * Subject and plain text of a mail.
 * @param locale null where the person's language is not known yet: both languages, below each other
 */
export function writeMail<Kind extends MailKind>(
  kind: Kind,
  locale: Locale | null,
  words: MailWords[Kind],
): MailContent {
  const locales: readonly Locale[] = locale === null ? ["en", "es"] : [locale];
  const said = locales.map((each) => ({ each, ...SAYINGS[each][kind](words) }));
  return {
    subject: said.map(({ subject }) => subject).join(" / "),
    text: said
      .map(({ each, paragraphs }) => [...paragraphs, LAST[each]].join("\n\n"))
      .join("\n\n--\n\n"),
  };
}
