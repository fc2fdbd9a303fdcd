/** What the bot asks for, and what it uses each for. */
export const scopesAsked = [
  /** Hears when somebody speaks to it in a channel. */
  'app_mentions:read',
  /** Whether outsiders read along in a channel. */
  'channels:read',
  'chat:write',
  'commands',
  /** The same as channels:read for private ones. */
  'groups:read',
  /** Hears what somebody tells it alone. */
  'im:history',
  'im:write',
  /** Who is a guest. */
  'users:read',
] as const;

/** How the installed app differs from the manifest; undefined: not at all. */
export const scopeDifference = (installed: readonly string[]): string | undefined => {
  const missing = scopesAsked.filter((scope) => !installed.includes(scope));
  const more = installed.filter((scope) => !scopesAsked.some((asked) => asked === scope));
  const parts = [
    missing.length > 0 ? `it lacks ${missing.join(', ')}` : '',
    more.length > 0 ? `it has ${more.join(', ')}, which I do not use` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : undefined;
};
