/** What is said, free of any platform. Renderers decide the look and never the content. */
export interface Message {
  /** Stands above everything, e.g. that this is a rehearsal. */
  readonly banner?: string;
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** Whose answer is this card as one person sees it, for platforms that can show everybody their own. */
  readonly personalLine?: string;
}

/** How it stands; every renderer says it in words as well, never by colour alone. */
export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Small print: the age of figures, the rule behind an answer, what happens if nobody acts. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** To be copied as it stands: command lines, JSON. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Step {
  readonly state: StepState;
  readonly title: string;
  readonly detail?: string;
}

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped' | 'unknown';

/** A button. Its label is a verb and its object. */
export type Action =
  /** Does what typing the line would do. */
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly line: string;
      readonly weight?: ActionWeight;
      /** Has to be answered with yes before. */
      readonly confirm?: string;
      /** Arguments that a form asks for before, beside those that the line lacks. */
      readonly asks?: readonly string[];
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

type ActionWeight = 'primary' | 'danger';
