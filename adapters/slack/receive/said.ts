/** What a person typed, out of what Slack made of it: links and mentions by what is shown of them, entities resolved. */
export const typedText = (text: string): string =>
  text
    .replace(/<([^<>]*)>/gu, (_whole, inside: string) => shownOf(inside))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

const shownOf = (inside: string): string => {
  const [target = '', label] = inside.split('|');
  if (label) return label;
  return target.replace(/^mailto:/u, '');
};

/** What was said to the bot, without its name in front. */
export const withoutMention = (text: string, botUser: string): string =>
  text.replace(new RegExp(`^\\s*<@${botUser}(?:\\|[^>]*)?>[\\s:,]*`, 'u'), '');
