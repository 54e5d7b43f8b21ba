// Every sentence of the bureau in English; nl.ts has the same keys.
export const en = {
  'input/invalid': '{path}: {problem}. Mend this field and send it again.',
  'input/field': '{problem}',
} as const
