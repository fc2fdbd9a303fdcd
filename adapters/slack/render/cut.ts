/** Cut at a word where there is one near the end. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const cut = wholeCharacters(text.slice(0, most - 3));
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}...`;
};

/** The whole text in pieces, each broken off at a line or a word where there is one near its end. */
export const piecesOf = (text: string, most: number): readonly string[] => {
  const pieces: string[] = [];
  let left = text;
  while (left.length > most) {
    const piece = wholeCharacters(left.slice(0, most));
    const line = piece.lastIndexOf('\n');
    const space = piece.lastIndexOf(' ');
    const at = line > most / 2 ? line + 1 : space > most / 2 ? space + 1 : piece.length;
    pieces.push(left.slice(0, at));
    left = left.slice(at);
  }
  if (left !== '') pieces.push(left);
  return pieces;
};

/** Half of a surrogate pair is no character, and Slack refuses it. */
const wholeCharacters = (text: string): string => (/[\ud800-\udbff]$/u.test(text) ? text.slice(0, -1) : text);
