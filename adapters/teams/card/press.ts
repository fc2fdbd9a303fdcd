import { z } from 'zod';

/** What a button carries. It says what was seen and nothing about rights: everything is judged again when it arrives. */
export type PressData = LineData | FormData;

export interface LineData {
  readonly line: string;
  readonly asks?: readonly string[];
  /** The question that has to be answered with yes before. */
  readonly confirm?: string;
  /** Which part of a long answer. */
  readonly page?: number;
  readonly back?: string;
}

export interface FormData {
  readonly command: string;
  readonly keep: Readonly<Record<string, string | readonly string[]>>;
  /** Fields that may hold several values. */
  readonly many: readonly string[];
  readonly back?: string;
}

const line = z.string().min(1).max(4000);
const many = z.array(z.string().max(200)).max(50);
const lineShape = z.object({
  line,
  asks: many.optional(),
  confirm: z.string().max(2000).optional(),
  page: z.number().int().min(0).max(1000).optional(),
  back: line.optional(),
});
const formShape = z.object({
  command: z.string().min(1).max(100),
  keep: z.record(z.string().max(200), z.union([z.string().max(4000), z.array(z.string().max(4000)).max(200)])),
  many,
  back: line.optional(),
});

export interface Pressed {
  readonly data: PressData;
  /** By the ids of the card's inputs. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Undefined: it is not of one of our buttons. */
export const readPress = (value: unknown): Pressed | undefined => {
  const read = z.union([formShape, lineShape]).safeParse(value);
  if (!read.success) return undefined;
  const inputs = Object.entries(value as Record<string, unknown>).flatMap(([id, given]) =>
    typeof given === 'string' && given.length <= 10_000 ? [[id, given] as const] : [],
  );
  return { data: read.data as PressData, inputs: Object.fromEntries(inputs) };
};
