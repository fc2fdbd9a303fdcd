/** A number of up to 15 digits that is always the same for the same text: Azure Backup names much by such. */
export function numberFor(text: string): string {
  return String(hash(text, 0x811c9dc5) * 100_000 + (hash(text, 0x01000193) % 100_000));
}

/** A GUID that is always the same for the same text. */
export function guidFor(text: string): string {
  const seeds = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];
  const digits = seeds.map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/u, '$1-$2-4$3-a$4-$5');
}

/** A number in [0, 1) that is always the same for the same text. */
export function fractionFor(text: string): number {
  return hash(text, 0x9e3779b9) / 2 ** 32;
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
