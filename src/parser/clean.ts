/**
 * Undoes what phones and chat clients do to typed text: Slack's brackets and entities, Teams' mention tags, spaces that
 * are none. Each pass looks at a character a bounded number of times, so that a hostile line costs only its length.
 */
export const clean = (typed: string): string =>
  onOneLine(decodeEntities(unwrapBrackets(typed.replace(leadingTag, ''))))
    .replace(leadingMention, '')
    .replace(leadingCommand, '')
    .trim();

/** Without what is not seen, and without what would begin another line. */
export const onOneLine = (text: string): string => text.replace(invisible, '').replace(anySpace, ' ');

const leadingTag = /^\s{0,100}<at[^<>]{0,200}>[^<>]{0,200}<\/at>/iu;
const leadingMention = /^ {0,100}@\S{1,100}(?= |$)/u;
const leadingCommand = /^ {0,100}\/dr(?= |$)/iu;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Control characters and every kind of space; runs are left as they are. */
const anySpace = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/gu;

/** `<@U1|ana>` to `@U1`, `<#C1|dr>` to `#C1`, `<http://a.example|a.example>` to what was typed, its label. */
const unwrapBrackets = (text: string): string =>
  text.replace(
    /<([@#!]?)([^<>|\s]{1,1000})(?:\|([^<>]{0,300}))?>/gu,
    (_whole, sign: string, target: string, label: string | undefined) => (sign ? `${sign}${target}` : label || target),
  );

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

const decodeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (entity) => entities[entity] ?? entity);
