import { createServer, type Server, type Socket } from "node:net";

/** A mail server that takes on what it is given, in a test's own process. */
export type TestMailServer = {
  readonly port: number;
  /** What came in, as it was said. */
  readonly taken: readonly { readonly to: string; readonly message: string }[];
  /** Each command that was said to it. */
  readonly heard: string[];
  /** What it answers to a recipient: null for yes. */
  answerRecipients(refusal: string | null): void;
  /** Breaks each connection in the middle of the message. */
  breakOff(breaks: boolean): void;
  close(): Promise<void>;
};

/** Speaks as much SMTP (RFC 5321) as handing on one mail a connection needs. */
export async function startMailServer(): Promise<TestMailServer> {
  const taken: { to: string; message: string }[] = [];
  const heard: string[] = [];
  const behaviour: { refusal: string | null; breaks: boolean } = { refusal: null, breaks: false };
  const server = createServer((socket) => converse(socket, { taken, heard, behaviour }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server),
    taken,
    heard,
    answerRecipients: (refusal) => void (behaviour.refusal = refusal),
    breakOff: (breaks) => void (behaviour.breaks = breaks),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

type Conversation = {
  readonly taken: { to: string; message: string }[];
  readonly heard: string[];
  readonly behaviour: { readonly refusal: string | null; readonly breaks: boolean };
};

function converse(socket: Socket, { taken, heard: commands, behaviour }: Conversation): void {
  let heard = "";
  let to = "";
  let isMessage = false;
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    commands.push(line);
    if (/^EHLO/i.test(line)) return say("250 here");
    if (/^STARTTLS/i.test(line)) return say("502 no such thing");
    if (/^RCPT TO/i.test(line)) {
      to = /<(.*)>/.exec(line)?.[1] ?? "";
      return say(behaviour.refusal ?? "250 yes");
    }
    if (/^DATA/i.test(line)) {
      isMessage = true;
      return say("354 go on");
    }
    if (/^QUIT/i.test(line)) return socket.end("221 bye\r\n");
    return say("250 yes");
  };
  say("220 a test");
  socket.on("error", () => undefined);
  socket.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
    if (isMessage && behaviour.breaks) return socket.destroy();
    for (let end = heard.indexOf(isMessage ? "\r\n.\r\n" : "\r\n"); end >= 0;) {
      const part = heard.slice(0, end);
      heard = heard.slice(end + (isMessage ? 5 : 2));
      if (isMessage) {
        taken.push({ to, message: part });
        isMessage = false;
        say("250 taken");
      } else answer(part);
      end = heard.indexOf(isMessage ? "\r\n.\r\n" : "\r\n");
    }
    return undefined;
  });
}
