import type { ScheduledTask } from './clock.ts';

interface HeapEntry {
  readonly due: number;
  /** Breaks ties: of two tasks due together the one scheduled first runs first. */
  readonly order: number;
  run: (() => void) | undefined;
}

/** Tasks by due time: a binary heap, because ten thousand operations may be under way at once. */
export function createTaskHeap() {
  const entries: HeapEntry[] = [];
  let scheduled = 0;

  function add(due: number, run: () => void): ScheduledTask {
    scheduled += 1;
    const entry: HeapEntry = { due, order: scheduled, run };
    entries.push(entry);
    rise(entries, entries.length - 1);
    return { due, cancel: () => (entry.run = undefined) };
  }

  function takeDue(until: number): { due: number; run: () => void } | undefined {
    while (entries[0] !== undefined && entries[0].due <= until) {
      const { due, run } = takeFirst(entries);
      if (run !== undefined) return { due, run };
    }
    return undefined;
  }

  return { add, takeDue };
}

function takeFirst(entries: HeapEntry[]): HeapEntry {
  const first = entries[0] as HeapEntry;
  const last = entries.pop() as HeapEntry;
  if (entries.length > 0) {
    entries[0] = last;
    sink(entries, 0);
  }
  return first;
}

function rise(entries: HeapEntry[], from: number): void {
  let index = from;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(entries, index, parent)) return;
    swap(entries, index, parent);
    index = parent;
  }
}

function sink(entries: HeapEntry[], from: number): void {
  let index = from;
  for (;;) {
    const left = 2 * index + 1;
    let first = index;
    if (left < entries.length && isBefore(entries, left, first)) first = left;
    if (left + 1 < entries.length && isBefore(entries, left + 1, first)) first = left + 1;
    if (first === index) return;
    swap(entries, index, first);
    index = first;
  }
}

function isBefore(entries: HeapEntry[], one: number, other: number): boolean {
  const a = entries[one] as HeapEntry;
  const b = entries[other] as HeapEntry;
  return a.due === b.due ? a.order < b.order : a.due < b.due;
}

function swap(entries: HeapEntry[], one: number, other: number): void {
  const kept = entries[one] as HeapEntry;
  entries[one] = entries[other] as HeapEntry;
  entries[other] = kept;
}
