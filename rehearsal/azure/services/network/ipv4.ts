/** A block of IPv4 addresses, `10.1.0.0/16` as numbers. */
export interface Block {
  readonly first: number;
  readonly size: number;
}

/** Undefined where the text is no IPv4 address. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A block or a single address; undefined where the text is neither. */
export function parseBlock(text: string): Block | undefined {
  const [address = '', bits = '32', ...rest] = text.split('/');
  const start = parseAddress(address);
  if (start === undefined || rest.length > 0 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  return { first: start - (start % size), size };
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

export function contains(block: Block, address: number): boolean {
  return address >= block.first && address < block.first + block.size;
}

/** Whether the second block lies within the first. */
export function encloses(outer: Block, inner: Block): boolean {
  return contains(outer, inner.first) && contains(outer, inner.first + inner.size - 1);
}

export function overlap(one: Block, other: Block): boolean {
  return contains(one, other.first) || contains(other, one.first);
}
