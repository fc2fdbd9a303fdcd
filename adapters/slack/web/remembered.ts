/** Keeps what was asked for a while, and asks once where several want to know at the same time. */
export const remembered = <Value>(ask: (key: string) => Promise<Value>, forMs: number, now: () => number) => {
  const known = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return (key: string): Promise<Value> => {
    const found = known.get(key);
    if (found && found.until > now()) return found.value;
    if (known.size > most) known.clear();
    const value = ask(key);
    known.set(key, { value, until: now() + forMs });
    // What failed is asked again by the next one.
    value.catch(() => known.delete(key));
    return value;
  };
};

/** So many keys at most: ids come from outside. */
const most = 10_000;
