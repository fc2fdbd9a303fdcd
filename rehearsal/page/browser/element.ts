type Child = Node | string | undefined;

type Properties = Readonly<Record<string, string | number | boolean | ((event: Event) => void) | undefined>>;

/** An element with what is in it. Strings become text, never markup. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(made, name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
};

const set = (made: HTMLElement, name: string, value: Properties[string]): void => {
  if (typeof value === 'function') made.addEventListener(name, value);
  else if (value === true) made.setAttribute(name, '');
  else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
};
