/** The platform does not take it, and never will: the channel is gone, the bot was removed, the message is not there. */
export class ChatRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The chat platform refused: ${code}.`);
    this.code = code;
  }
}

/** It was not sent, and may be sent later. */
export class ChatUnreachable extends Error {}

/** It may have been said: nobody knows. Saying it again could say it twice. */
export class SaidPerhaps extends Error {}
