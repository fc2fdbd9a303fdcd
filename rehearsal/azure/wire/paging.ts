import { ArmError } from './errors.ts';
import type { ArmRequest } from './route.ts';

interface Page<Item> {
  readonly value: Item[];
  readonly nextLink?: string;
}

interface Paging<Item, View> {
  readonly size: number;
  /** The query parameter that carries on; services spell it differently. Default `$skipToken`. */
  readonly parameter?: string;
  /** Turns an item into what is sent; done for the items of this page only. */
  readonly view?: (item: Item) => View;
}

/** The page of the list that the request asks for. */
export function page<Item, View = Item>(
  request: ArmRequest,
  items: readonly Item[],
  { size, parameter = '$skipToken', view = (item) => item as unknown as View }: Paging<Item, View>,
): Page<View> {
  const from = offsetOf(tokenIn(request.query, parameter));
  const value = items.slice(from, from + size).map((item) => view(item));
  if (from + size >= items.length) return { value };
  return { value, nextLink: nextLink(request, parameter, from + size) };
}

function nextLink(request: ArmRequest, parameter: string, offset: number): string {
  const query = new URLSearchParams(request.query);
  for (const name of [...query.keys()]) if (name.toLowerCase() === parameter.toLowerCase()) query.delete(name);
  query.set(parameter, Buffer.from(`from:${offset}`).toString('base64url'));
  const path = request.path.split('/').map(encodeURIComponent).join('/');
  // Clients read the `$` names back; URLSearchParams would encode the sign.
  return `${request.origin}${path}?${query.toString().replaceAll('%24', '$')}`;
}

function tokenIn(query: URLSearchParams, parameter: string): string | undefined {
  for (const [name, value] of query) if (name.toLowerCase() === parameter.toLowerCase()) return value;
  return undefined;
}

function offsetOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const offset = /^from:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw new ArmError(400, 'InvalidSkipToken', `The skip token '${token}' is invalid.`);
  return Number(offset);
}
