// Evaluates `$expr` over decoded documents, by mingo.
import { Query } from 'mingo'

/** The test that `{ $expr: expression }` stands for. */
export const parseExpression = (expression: unknown): ((document: Record<string, unknown>) => boolean) => {
  const query = new Query({ $expr: expression } as ConstructorParameters<typeof Query>[0])
  return (document) => query.test(document)
}
