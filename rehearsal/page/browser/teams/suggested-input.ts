import { BoolProperty, StringProperty, TextInput, Versions } from 'adaptivecards';
import type { Outcome } from '../../seen.ts';
import { suggesting } from '../suggesting.ts';

/** Asks what fits to what is typed, on the card that the field stands on. */
export type SuggestOnCard = (dataset: string, typed: string) => Promise<Outcome>;

/** A field that suggests as it is typed into. The package knows choices that it is given, and no way to ask. */
export class SuggestedInput extends TextInput {
  static readonly typeName = 'Input.Suggested';
  static readonly datasetProperty = new StringProperty(Versions.v1_0, 'dataset');
  static readonly manyProperty = new BoolProperty(Versions.v1_0, 'many', false);
  suggest: SuggestOnCard = async () => ({});

  override getJsonTypeName(): string {
    return SuggestedInput.typeName;
  }

  protected override internalRender(): HTMLElement | undefined {
    const rendered = super.internalRender();
    if (!(rendered instanceof HTMLInputElement)) return rendered;
    const many = this.getValue(SuggestedInput.manyProperty) === true;
    const dataset = String(this.getValue(SuggestedInput.datasetProperty));
    const [, list] = suggesting(rendered, many, (typed) => this.suggest(dataset, typed));
    // The package hangs up one element only.
    queueMicrotask(() => rendered.after(list));
    return rendered;
  }
}
