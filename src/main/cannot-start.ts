/** Why the bot does not start; said without a stack, because somebody has to do something about it. */
export class CannotStart extends Error {}
