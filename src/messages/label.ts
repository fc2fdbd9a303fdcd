/** The dots of a button's label say that something is asked before; where it was asked, they go. */
export const withoutDots = (label: string): string => label.replace(/\.{3}$/u, '');
