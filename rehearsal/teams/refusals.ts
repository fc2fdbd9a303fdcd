/** An answer of the Bot Connector that is not what was asked for. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const refuse = {
  unauthorized: () => new Refusal(401, 'Unauthorized', 'Authorization has been denied for this request.'),
  notInRoster: () => new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  notInstalled: () => new Refusal(403, 'Forbidden', 'The bot is not installed in the personal scope of the user.'),
  noConversation: () => new Refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  noActivity: () => new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in the conversation.'),
  noRoute: () => new Refusal(404, 'NotFound', 'No such address.'),
  badSyntax: (why: string) => new Refusal(400, 'BadSyntax', why),
  tooLarge: () => new Refusal(413, 'MessageSizeTooBig', 'Message size too large.'),
  throttled: (seconds: number) => new Refusal(429, 'Throttled', 'Too many requests.', seconds),
};
