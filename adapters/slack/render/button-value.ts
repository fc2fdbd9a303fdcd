import { z } from 'zod';

/** What a button carries: the line that it stands for, and nothing that is believed; all is judged anew on a click. */
export interface ButtonValue {
  readonly line: string;
  readonly asks?: readonly string[];
  /** A page further on of the answer to the line. */
  readonly page?: number;
}

const most = 2000;

const shape = z.object({
  l: z.string().max(most),
  a: z.array(z.string().max(100)).max(30).optional(),
  p: z.int().min(1).max(1000).optional(),
});

/** Undefined: longer than Slack takes. */
export const writeValue = ({ line, asks, page }: ButtonValue): string | undefined => {
  const value = JSON.stringify({ l: line, ...(asks && { a: asks }), ...(page !== undefined && { p: page }) });
  return value.length <= most ? value : undefined;
};

export const readValue = (value: string | undefined): ButtonValue | undefined => {
  const read = shape.safeParse(parsed(value));
  if (!read.success) return undefined;
  const { l, a, p } = read.data;
  return { line: l, ...(a && { asks: a }), ...(p !== undefined && { page: p }) };
};

const parsed = (value: string | undefined): unknown => {
  try {
    return JSON.parse(value ?? '');
  } catch {
    return undefined;
  }
};
