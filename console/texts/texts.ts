/** What another language has to have: the same names, each text by another one, each function by one of its form. */
export type Translation<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string
    ? string
    : Texts[Name] extends (...all: infer Arguments) => string
      ? (...all: Arguments) => string
      : Translation<Texts[Name]>;
};
