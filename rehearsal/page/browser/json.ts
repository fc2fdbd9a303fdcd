import type { Json } from '../seen.ts';

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** The text of a text object, or of whatever has one. */
export const textIn = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isJson(value)) return '';
  return textIn(value.text);
};
