/** Names come from outside: none may turn the direction of a line, hide in it, or steer a terminal. Line ends stay. */
export const visible = (text: string): string =>
  text.replace(/[^\P{Cc}\n]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu, '\ufffd');
